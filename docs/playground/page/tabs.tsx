import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

/** One of several panels; its content is made when it is opened. */
export interface Tab {
  readonly name: string;
  readonly content: (open: boolean) => ComponentChildren;
  /** Does the content outlive its being closed, as something in it would be lost? No, by default. */
  readonly stays?: boolean;
}

/** Panels of which one is open; arrow keys move between their names. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => {
  const open = useSignal(0);
  const opened = useRef(new Set<number>());
  opened.current.add(open.value);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) { return; }
    event.preventDefault();
    open.value = (open.value + by + tabs.length) % tabs.length;
    list.current?.querySelectorAll("button")[open.value]?.focus();
  };
  return (
    <div class="tabbed">
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(({ name }, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${i}`}
            aria-selected={i === open.value}
            aria-controls={`${id}-panel-${i}`}
            tabindex={i === open.value ? 0 : -1}
            onClick={() => open.value = i}
          >
            {name}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content, stays = false }, i) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-panel-${i}`}
          aria-labelledby={`${id}-tab-${i}`}
          hidden={i !== open.value}
        >
          {i === open.value || stays && opened.current.has(i) ? content(i === open.value) : null}
        </div>
      ))}
    </div>
  );
};
