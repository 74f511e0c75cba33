import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkCommands } from "../support/docs/check_commands.ts";
import { documented, filesAt } from "../support/docs/collect.ts";
import { collectShellLines, shellLinesIn, wordsOf } from "../support/docs/shell_lines.ts";
import { root } from "../support/root.ts";

const page = (...lines: readonly string[]): string => ["```sh", ...lines, "```"].join("\n");
const complaintsOf = async (...lines: readonly string[]): Promise<readonly string[]> =>
  (await checkCommands(shellLinesIn("page.md", page(...lines)))).complaints;

const reading = suite("reading shell code in docs");
reading("splits words as a shell does, without comments", () => {
  assert.equal(wordsOf(`a --b "c d"  'e  f' # no`), ["a", "--b", "c d", "e  f"]);
});
reading("joins lines that go on, and knows where output goes", () => {
  const [first, second] = shellLinesIn("page.md", page("one \\", "  two", "three > four.json"));
  assert.equal(first?.words, ["one", "two"]);
  assert.equal([second?.words, second?.into], [["three"], "four.json"]);
});
reading("finds an option that is not there, a file, a script and a command that are not there", async () => {
  const found = await complaintsOf(
    "npx blockgen sample --no-such 3",
    "npx blockgen dance",
    "npx tsx examples/none.ts",
    "npm run none",
    "frobnicate",
  );
  assert.is(found.length, 5, found.join("\n"));
  assert.match(found[0]!, "page.md:2");
  assert.match(found[0]!, "--no-such");
});
reading("runs what ends soon, and says what failed", async () => {
  const good = await checkCommands(
    shellLinesIn(
      "page.md",
      page("blockgen explain arpc --json > a.json", "blockgen sample --program a.json --length 4"),
    ),
  );
  assert.equal(good, { ran: 2, read: 0, complaints: [] });
  const [failure = ""] = await complaintsOf("blockgen sample --length -3");
  assert.match(failure, /ended with 2/);
});
reading.run();

const commands = suite("commands that a reader may paste");
commands("are all known, with their options; those that end soon run", async () => {
  const files = documented.flatMap((path) => filesAt(root, path));
  const report = await checkCommands(collectShellLines(root, files));
  console.log(`\n  ${report.ran} commands ran, of ${report.read} the options were read`);
  assert.equal(report.complaints, []);
  assert.ok(report.ran >= 10, String(report.ran));
});
commands.run();
