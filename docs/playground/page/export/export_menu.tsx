import { useRef } from "preact/hooks";
import { type Half, halves, sides, titles } from "../store.ts";
import { type Format, formats, save } from "./formats.ts";

const Item = ({ half, format, onDone }: { half: Half; format: Format; onDone: () => void }) => {
  const pick = (): void => {
    onDone();
    void save(half, format);
  };
  const { text, needsRun } = formats[format];
  return (
    <button type="button" disabled={needsRun && sides[half].value.outcome === null} onClick={pick}>
      {text}
    </button>
  );
};

/** Saves a side's script, or what its run did, as a file. */
export const ExportMenu = () => {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => details.current?.removeAttribute("open");
  const escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") { close(); }
  };
  return (
    <details class="menu" ref={details} onKeyDown={escape}>
      <summary>Save …</summary>
      <div class="items">
        {halves.map((half) => (
          <div key={half} role="group" aria-label={`Save of the ${titles[half].toLowerCase()} side`}>
            <b>{titles[half]}</b>
            {(Object.keys(formats) as Format[]).map((format) => (
              <Item key={format} half={half} format={format} onDone={close} />
            ))}
          </div>
        ))}
      </div>
    </details>
  );
};
