import { notice } from "./store.ts";

/** A sentence to the reader: a link that was refused, a copy that was made. */
export const Notice = () => {
  const said = notice.value;
  return (
    <div role={said?.alarm ? "alert" : "status"} class="notice-place">
      {said === null ? null : (
        <p class={said.alarm ? "notice alarm" : "notice"}>
          <span>{said.text}</span>
          <button type="button" aria-label="Close this message" onClick={() => notice.value = null}>✕</button>
        </p>
      )}
    </div>
  );
};
