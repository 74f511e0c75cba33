import { colourRules, type Theme } from "../palette.ts";

const mono = 'ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace';

/** The look of a page of films. */
export const pageStyle = (theme: Theme): string =>
  `${colourRules(":root", theme)}
:root{color-scheme:${theme === "auto" ? "light dark" : theme}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}
header,main{max-width:100rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.3rem;margin:.8rem 0 0}h2{font-size:1.1rem;margin:1.2rem 0 0}
.facts{margin:0;color:var(--faint)}
.text{font:1.1rem/1.6 ${mono};white-space:pre-wrap;overflow-wrap:anywhere;margin:.6rem 0;min-height:1.6em}
.text span{border-radius:.15rem}
.grids{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:flex-start}
.frame{overflow-x:auto;max-width:100%;padding:3px}
table{border-collapse:separate;border-spacing:2px;font-family:${mono}}
th{font-weight:400;font-size:.75rem;color:var(--faint);text-align:center}
th[scope=row]{text-align:right;padding-right:.4rem;white-space:nowrap;position:sticky;left:0;background:var(--page)}
td{min-width:1.6rem;height:1.6rem;padding:0 .2rem;text-align:center;white-space:pre;border-radius:.2rem;border:2px solid transparent}
.given{background:var(--given);color:var(--given-ink)}
.noise{background:repeating-linear-gradient(45deg,var(--noise) 0 4px,var(--noise-stripe) 4px 6px);color:var(--noise-ink)}
.drafted{background:var(--drafted);color:var(--drafted-ink)}
.kept{background:var(--kept);color:var(--kept-ink)}
td.kept,.legend .kept{border-color:var(--line)}
.rejected{background:var(--rejected);color:var(--renoised-ink)}
.committed{background:var(--committed);color:var(--committed-ink)}
.drafted.changed{border-color:var(--drafted-edge);font-weight:700}
.renoised{background:var(--renoised);border:2px dashed var(--renoised-edge);color:var(--renoised-ink);font-weight:700}
.text .renoised{border:0}
tr.later td{opacity:.15}
tr.now th{color:var(--ink);font-weight:700}
tbody th::before{content:"\\25b8\\a0";visibility:hidden}
tr.now th::before{visibility:visible}
td:focus-visible,td:hover,:focus-visible{outline:3px solid var(--accent);outline-offset:0}
td.empty:hover{outline:0}
footer{position:sticky;bottom:0;background:var(--page);border-top:1px solid var(--line);padding:.5rem 1rem .6rem;margin-top:1rem}
.scrub{display:flex;gap:.5rem;align-items:center}
.scrub input{flex:1 1 auto;min-width:4rem;accent-color:var(--accent)}
button{font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:.35rem;min-height:2.25rem;min-width:2.25rem;cursor:pointer}
#play{min-width:4.5rem}
output{font-variant-numeric:tabular-nums;white-space:nowrap}
#why{margin:.3rem 0 0;min-height:1.45em;font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;list-style:none;margin:.35rem 0 0;padding:0;font-size:.85rem}
.legend li{display:flex;gap:.4rem;align-items:center}
.legend b{width:1.1rem;height:1.1rem;border-radius:.2rem;border:2px solid transparent}
.legend .drafted{border-color:var(--drafted-edge)}
.legend .renoised{border:2px dashed var(--renoised-edge)}
footer[hidden],footer .scrub[hidden]{display:none}
@media (max-width:40rem){header,main{padding:0 .5rem}td{min-width:1.05rem;height:1.5rem;padding:0;font-size:.8rem;border-width:1px}
.renoised{border-width:1px}table{border-spacing:1px}th{font-size:.6rem}th[scope=row]{padding-right:.15rem}.text{font-size:1rem}
.legend{font-size:.75rem;gap:0 .7rem}footer{padding:.4rem .5rem}}
@media print{footer .scrub,#why{display:none}footer{position:static}tr.later td{opacity:1}}`;
