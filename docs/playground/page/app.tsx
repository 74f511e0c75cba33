import { LessonPanel } from "../lessons/lesson_panel.tsx";
import { Legend } from "./legend.tsx";
import { Notice } from "./notice.tsx";
import { Scrubber } from "./scrubber.tsx";
import { SharedForm } from "./shared_form.tsx";
import { Side } from "./side.tsx";
import { halves } from "./store.ts";
import { Toolbar } from "./toolbar.tsx";

/** The page. */
export const App = () => (
  <>
    <header>
      <h1>blockgen playground</h1>
      <p>
        Two samplers write text at one seed. An oracle has counted which character follows which two, so its predictions
        are exact: whatever goes wrong is the sampler’s doing. A network has learned, and may be wrong itself.
      </p>
      <Toolbar />
    </header>
    <main>
      <Notice />
      <LessonPanel />
      <SharedForm />
      <div id="sides">{halves.map((half) => <Side key={half} half={half} />)}</div>
    </main>
    <footer>
      <Scrubber />
      <Legend />
    </footer>
  </>
);
