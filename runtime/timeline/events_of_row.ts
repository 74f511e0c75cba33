import type { Event } from "../trace.ts";

/** The events of one row of a batch, as if it had run alone; `timelineOf` reads those of one row. */
export const eventsOfRow = (events: readonly Event[], row: number): readonly Event[] =>
  events.flatMap((event): readonly Event[] => {
    if (event._tag === "Committed") { return event.row === row ? [event] : []; }
    // Written out twice, as the compiler keeps the two kinds of rows apart.
    if (event._tag === "Stage") {
      const rows = event.rows.filter((one) => one.row === row);
      return rows.length === 0 ? [] : [{ ...event, rows }];
    }
    if (event._tag === "Step") {
      const rows = event.rows.filter((one) => one.row === row);
      return rows.length === 0 ? [] : [{ ...event, rows }];
    }
    return [event];
  });
