import { suite } from "uvu";
import * as assert from "uvu/assert";
import { numberOf } from "../../../../runtime/eval/gsm8k/grade.ts";
import { readReply } from "../../../../runtime/eval/gsm8k/reply.ts";

const returned = (value: string): string => `{"tag":"Returned","code":"","printed":"","value":${value}}`;
const nested = (depth: number): string =>
  `${'{"type":"list","value":['.repeat(depth)}{"type":"none","value":null}${"]}".repeat(depth)}`;
const whole = (digits: number): string => JSON.stringify({ type: "int", value: `0x${"f".repeat(digits)}` });

/** Seconds of computing that a million characters and more may take the thread that evaluates; forged ones once took three and more. */
const most = 1.5;

const quickly = <A>(act: () => A): A => {
  const before = process.cpuUsage().user;
  const found = act();
  const seconds = (process.cpuUsage().user - before) / 1e6;
  assert.ok(seconds < most, `${seconds} s`);
  return found;
};

const isStopped = (reply: string): void => assert.is(quickly(() => readReply(reply))._tag, "Stopped");

const replies = suite("replies of the sandbox are not trusted");
replies("what is no reply is none", () => {
  for (const text of ["{", "null", "7", '{"tag":"Else"}', returned('{"type":"int","value":"7"}')]) { isStopped(text); }
  isStopped(`"${"x".repeat(1 << 22)}"`);
});
replies("names of exceptions are names, since reports print them", () => {
  const raised = (exception: string) => readReply(JSON.stringify({ tag: "Raised", exception }));
  for (const name of ["ZeroDivisionError", "Ärger_2"]) {
    assert.equal(raised(name), { _tag: "Raised", exception: name });
  }
  for (const name of ["", "\u001b[2J", "a\nb", "x".repeat(1 << 20)]) { assert.is(raised(name)._tag, "Stopped"); }
});
replies("lists in lists are read as deep as the sandbox writes them, and no forged one goes deeper", () => {
  for (const depth of [0, 1, 2]) { assert.is(readReply(returned(nested(depth)))._tag, "Returned"); }
  for (const depth of [3, 20_000]) { isStopped(returned(nested(depth))); }
  isStopped("[".repeat(100_000));
});
replies("whole numbers have the digits that the checker reads, and no forged one takes seconds to write", () => {
  const read = readReply(returned(JSON.stringify({ type: "int", value: `-0x${(10n ** 4300n - 1n).toString(16)}` })));
  assert.ok(read._tag === "Returned");
  assert.equal(numberOf(read), { type: "int", value: `-${"9".repeat(4300)}` });
  for (const digits of [4_000, 4_000_000]) { isStopped(returned(whole(digits))); }
});
replies("texts of nothing but numbers, or one number without end, are read as quickly", () => {
  const found = (printed: string) =>
    quickly(() => numberOf({ _tag: "Returned", code: "", value: { type: "none", value: null }, printed }));
  assert.equal(found("1 ".repeat(1 << 20)), { type: "int", value: "1" });
  for (const digit of ["1", "\u0667"]) {
    assert.equal(found(digit.repeat(1 << 20)), { type: "exception", value: "ValueError" });
  }
});
replies.run();
