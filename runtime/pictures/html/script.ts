/**
 * What moves a page of films: a scrubber over all of them, the text at each moment, the reason of the cell that is
 * pointed at. It reads the markup alone and holds nothing of the run, so that no text can reach it as code.
 */
export const pageScript = `"use strict";
(() => {
  const all = (selector, of = document) => Array.from(of.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const films = all("section").map((section) => ({
    text: section.querySelector(".text"),
    rows: all("tr[data-at]", section),
  }));
  const most = Math.max(1, ...films.map(({ rows }) => rows.length));
  const [range, play, why, count] = ["moment", "play", "why", "count"].map(byId);

  const read = (cell) => ({
    position: Number(cell.dataset.p),
    kind: cell.className,
    token: cell.querySelector("s") ? "" : cell.textContent.replaceAll("\\u2423", " "),
  });
  for (const film of films) {
    film.first = all("span", film.text).map((span) => ({ kind: span.className, token: span.textContent }));
    film.cells = film.rows.map((row) => all("td[data-p]", row).map(read));
  }

  const showText = ({ text, cells, rows, first }, at) => {
    const line = first.filter(({ kind }) => kind === "given");
    for (let i = 0; i <= at && i < rows.length; i++) {
      for (const { position, kind, token } of cells[i]) {
        const settled = i < at && kind !== "given" && rows[i].dataset.start !== rows[at].dataset.start;
        line[position] = { kind: settled ? "committed" : kind, token };
      }
    }
    const spans = Array.from(line, (cell) => {
      const span = document.createElement("span");
      span.className = cell === undefined ? "empty" : cell.kind;
      span.textContent = cell === undefined || cell.token === "" ? "\\u2007" : cell.token;
      return span;
    });
    text.replaceChildren(...spans);
  };

  const show = (moment) => {
    for (const film of films) {
      const own = film.rows.length;
      if (own === 0) { continue; }
      const at = most <= 1 ? own - 1 : Math.round(moment * (own - 1) / (most - 1));
      film.rows.forEach((row, i) => row.className = i > at ? "later" : i === at ? "now" : "");
      for (const cell of film.cellsThatTabReaches ?? []) { cell.tabIndex = -1; }
      const entry = film.rows[at].querySelector("td[data-p]");
      film.cellsThatTabReaches = entry === null ? [] : [entry];
      if (entry !== null) { entry.tabIndex = 0; }
      showText(film, at);
    }
    count.textContent = (moment + 1) + " of " + most;
  };

  const follow = () => {
    const row = document.querySelector("tr.now");
    if (row === null) { return; }
    const box = row.getBoundingClientRect();
    const floor = innerHeight - document.querySelector("footer").offsetHeight;
    if (box.bottom > floor) { scrollBy(0, box.bottom - floor + 8); }
    if (box.top < 0) { scrollBy(0, box.top - 8); }
  };
  const moveTo = (moment) => {
    range.value = String(Math.max(0, Math.min(most - 1, moment)));
    show(range.valueAsNumber);
    follow();
  };

  let timer;
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  };
  const tick = () => {
    moveTo(range.valueAsNumber + 1);
    if (range.valueAsNumber >= most - 1) { pause(); }
  };
  play.addEventListener("click", () => {
    if (timer !== undefined) { pause(); return; }
    if (range.valueAsNumber >= most - 1) { moveTo(0); }
    timer = setInterval(tick, 700);
    play.textContent = "Pause";
  });
  byId("back").addEventListener("click", () => { pause(); moveTo(range.valueAsNumber - 1); });
  byId("forward").addEventListener("click", () => { pause(); moveTo(range.valueAsNumber + 1); });
  range.addEventListener("input", () => { pause(); show(range.valueAsNumber); follow(); });

  const tell = ({ target }) => {
    const cell = target.closest("tr:not(.later) > td[data-p]");
    if (cell !== null) { why.textContent = cell.getAttribute("aria-label"); }
  };
  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const walk = (event) => {
    const cell = event.target.closest("td[data-p]");
    const move = moves[event.key];
    if (cell === null || move === undefined) { return; }
    event.preventDefault();
    const row = cell.parentElement;
    const next = row.closest("table").rows[row.rowIndex + move[0]]?.cells[cell.cellIndex + move[1]];
    if (next?.matches("tr:not(.later) > td[data-p]")) { next.tabIndex = -1; next.focus(); }
  };
  addEventListener("pointerover", tell);
  addEventListener("focusin", tell);
  addEventListener("keydown", walk);

  range.max = String(most - 1);
  range.disabled = most < 2;
  byId("controls").hidden = false;
  range.value = range.max;
  show(most - 1);
})();`;
