import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { busy, scrub, setSetup, setShared, setup, sides } from "../page/store.ts";
import type { Setup } from "../setup.ts";
import type { Lesson, Verdict } from "./lesson.ts";
import { lessonNumbered, lessons } from "./lessons.ts";
import { ownTexts } from "./own_text.ts";
import { resultOf } from "./result_of.ts";

/** What the last check said, and of which setup: another one has to be checked anew. */
const checked = signal<{ readonly of: Setup; readonly verdict: Verdict } | null>(null);

/** What is said of the setup that is shown. */
const verdict: ReadonlySignal<Verdict | null> = computed(() =>
  checked.value?.of === setup.value ? checked.value.verdict : null
);

const waiting: Verdict = { passed: false, says: "Run both sides to their end first." };

const check = ({ grade }: Lesson): void => {
  const result = resultOf(setup.value, [sides[0].value, sides[1].value]);
  checked.value = { of: setup.value, verdict: result === null || busy.value ? waiting : grade(result) };
};

const withOwnText = ownTexts((text) => text !== "" && lessons.some(({ start }) => start.text === text));

/** Shows other runs than those before: from their end, wherever the scrubber stood. What a visitor has pasted stays. */
const show = (next: Setup): void => {
  setSetup(withOwnText(next, setup.value));
  scrub(Infinity);
};

const open = (lesson: Lesson | undefined): void => {
  checked.value = null;
  if (lesson === undefined) { setShared({ lesson: null }); }
  else { show(lesson.start); }
};

const Chooser = ({ lesson }: { lesson: Lesson | null }) => (
  <nav class="lessons" aria-label="Lessons">
    <span>Lessons</span>
    {lessons.map((one) => (
      <button
        key={one.number}
        type="button"
        aria-current={one === lesson ? "step" : undefined}
        title={one.title}
        aria-label={`${one.number} ${one.title}`}
        onClick={() => open(one)}
      >
        {`${one.number} `}
        <span class="title">{one.title}</span>
      </button>
    ))}
    {lesson === null ? null : <button type="button" onClick={() => open(undefined)}>Close</button>}
  </nav>
);

const Verdicts = ({ lesson }: { lesson: Lesson }) => {
  const now = verdict.value;
  const next = lessons.find(({ number }) => number === lesson.number + 1);
  return (
    <div class="check">
      <div class="buttons">
        <button type="button" class="check-work" disabled={busy.value} onClick={() => check(lesson)}>
          Check my work
        </button>
        <button type="button" onClick={() => open(lesson)}>Start again</button>
        <button type="button" onClick={() => show(lesson.solution)}>Show a solution</button>
        {next === undefined ? null : <button type="button" onClick={() => open(next)}>Next: {next.title}</button>}
      </div>
      <p class={now?.passed === true ? "verdict passed" : "verdict"} role="status">
        {now === null ? "" : `${now.passed ? "✓ " : ""}${now.says}`}
      </p>
    </div>
  );
};

/** The workshop's lessons: a list of them and, if one is open, what to try and a check of what was done. */
export const LessonPanel = () => {
  const lesson = lessonNumbered(setup.value.lesson);
  return (
    <section class="lesson" aria-label="Workshop">
      <Chooser lesson={lesson} />
      {lesson === null ? null : (
        <>
          <h2>{`Lesson ${lesson.number}: ${lesson.title}`}</h2>
          <p class="goal">{lesson.goal}</p>
          <ol>{lesson.steps.map((step) => <li key={step}>{step}</li>)}</ol>
          <Verdicts lesson={lesson} />
        </>
      )}
    </section>
  );
};
