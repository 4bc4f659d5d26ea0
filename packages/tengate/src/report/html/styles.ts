/** Owns how the report looks: light, dark, narrow and on paper. Colours are variables, so that pictures follow them. */

export const styles = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --raised: #f5f4f1; --ink: #1b1d21; --soft: #565c65; --rule: #dddbd5; --band: #ecebe6;
  --passed: #17693a; --failed: #b3202a; --unknown: #805300; --skipped: #565c65;
  --one: #1f5fa8; --two: #a8480a; --three: #0f6b63; --four: #7a3e9d; --mark: #6c727b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --raised: #1c1f25; --ink: #e8e8e5; --soft: #a6adb7; --rule: #31363e; --band: #22262d;
    --passed: #5cc98f; --failed: #ff8a8e; --unknown: #e5b654; --skipped: #a6adb7;
    --one: #7fb5f2; --two: #f0a766; --three: #62cabd; --four: #cf9aee; --mark: #8d949e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; text-wrap: pretty; overflow-wrap: anywhere;
}
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 3rem; }
footer { padding-top: 1.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .8125rem; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; margin: .15rem 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.1875rem; line-height: 1.3; font-weight: 650; letter-spacing: -.008em; margin: 0; }
h3 { font-size: .9375rem; font-weight: 650; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
a { color: inherit; text-decoration-color: var(--mark); text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--one); outline-offset: 2px; border-radius: 2px; }
code, pre { font: .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
pre { margin: 0; padding: .75rem; background: var(--raised); white-space: pre-wrap; border-radius: 4px; }
.kicker, .soft { color: var(--soft); }
.kicker { margin: 0; font-size: .8125rem; letter-spacing: .01em; }
.verdict { font-weight: 650; white-space: nowrap; }
.verdict::before { display: inline-block; width: 1.15em; font-weight: 700; }
.passed { color: var(--passed); } .passed::before { content: "\\2713"; }
.failed { color: var(--failed); } .failed::before { content: "\\2717"; }
.unknown { color: var(--unknown); } .unknown::before { content: "?"; }
.skipped { color: var(--skipped); } .skipped::before { content: "\\2013"; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
caption { text-align: left; font-weight: 650; padding: 0 0 .4rem; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: .8125rem; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: bottom; }
td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { color: var(--ink); font-weight: 400; font-size: inherit; vertical-align: top; padding-top: .4rem; padding-bottom: .4rem; }
tbody th[scope=rowgroup] { font-weight: 600; padding-top: 1rem; }
.number { text-align: right; white-space: nowrap; }
.nowrap { white-space: nowrap; }
.overview { margin: 1.75rem 0 0; font-size: .9375rem; }
.overview td, .overview tbody th { padding-top: .6rem; padding-bottom: .6rem; }
.overview tbody th { white-space: nowrap; font-weight: 600; }
.overview .ordinal { display: inline-block; min-width: 1.6em; color: var(--soft); font-weight: 400; }
.gate { margin-top: 3rem; padding-top: 1.25rem; border-top: 2px solid var(--ink); }
.gate > .head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; }
.gate > .summary { margin: .35rem 0 1.25rem; max-width: 46rem; }
.block { margin: 1.5rem 0; }
.finding { margin: 0 0 1rem; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--unknown); max-width: 50rem; }
.finding p { margin: 0 0 .2rem; }
.finding .code { font-weight: 650; }
figure { margin: 1.5rem 0; }
figcaption { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; align-items: baseline; margin-bottom: .5rem; }
figcaption strong { font-weight: 650; margin-right: auto; }
.legend { display: inline-flex; align-items: center; gap: .4rem; font-size: .8125rem; color: var(--soft); }
.legend svg { width: 22px; height: 10px; flex: none; }
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; fill: var(--soft); }
.chart .title { fill: var(--ink); font-weight: 600; }
.chart .event { font-weight: 600; fill: var(--ink); }
.grid { stroke: var(--rule); stroke-width: 1; shape-rendering: crispEdges; }
.base { stroke: var(--mark); stroke-width: 1; shape-rendering: crispEdges; }
.marker { stroke: var(--mark); stroke-width: 1; stroke-dasharray: 1 3; }
.band { fill: var(--band); }
.line { fill: none; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
.s0 { stroke: var(--one); } .s1 { stroke: var(--two); stroke-dasharray: 5 4; }
.s2 { stroke: var(--three); stroke-dasharray: 1.5 4; } .s3 { stroke: var(--four); stroke-dasharray: 9 3 2 3; }
.bar { fill: var(--failed); } .dot { stroke-width: 5; }
.narrow { display: none; }
.events { list-style: none; margin: .75rem 0 0; padding: 0; font-size: .8125rem; columns: 22rem; column-gap: 2rem; }
.events li { display: grid; grid-template-columns: 1.6rem 4.6rem 1fr; break-inside: avoid; padding: .1rem 0; }
.events b { font-weight: 600; }
.events time { color: var(--soft); }
.recovery { width: 100%; height: 20px; display: block; overflow: visible; }
.recovery .track { fill: var(--band); } .recovery .took { fill: var(--one); } .recovery .late { fill: var(--failed); }
.recovery .bound { stroke: var(--ink); stroke-width: 2; }
.recoveries td:nth-child(2) { width: 45%; }
.measurements th[scope=row], .changes th[scope=row] { width: 42%; }
.differences { table-layout: fixed; }
.step { fill: var(--mark); }
details { margin: .75rem 0; }
summary { cursor: pointer; color: var(--soft); font-size: .875rem; padding: .15rem 0; }
details[open] > summary { margin-bottom: .5rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 2rem 3rem; align-items: start; }
.up { color: var(--failed); } .down { color: var(--passed); }
@media screen and (min-width: 701px), print {
  thead th, .facts th, .recoveries th[scope=row] { overflow-wrap: normal; }
}
@media screen and (max-width: 700px) {
  header { padding-top: 1.75rem; }
  h1 { font-size: 1.4rem; }
  .wide { display: none; } .narrow { display: block; }
  .events { columns: auto; }
  .overview thead { display: none; }
  .overview tr { display: grid; grid-template-columns: 1fr auto auto; gap: 0 .9rem; border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  .overview td, .overview tbody th { border: 0; padding: .1rem 0; }
  .overview td:last-child { grid-column: 1 / -1; }
  .measurements thead { display: none; }
  .measurements tr { display: grid; grid-template-columns: 1fr auto; gap: 0 .9rem; border-bottom: 1px solid var(--rule); padding: .35rem 0; }
  .measurements td, .measurements tbody th { border: 0; padding: 0; text-align: left; }
  .measurements tbody th[scope] { width: auto; }
  .measurements .number { text-align: right; white-space: normal; }
  .compared tr { grid-template-columns: auto 1fr; }
  .compared tbody th { grid-column: 1 / -1; }
  .changes thead { display: none; }
  .changes tr { display: grid; grid-template-columns: 1fr 1fr auto; gap: 0 .9rem; border-bottom: 1px solid var(--rule); padding: .35rem 0; }
  .changes td, .changes tbody th { border: 0; padding: 0; text-align: left; width: auto; }
  .changes tbody th[scope] { grid-column: 1 / -1; width: auto; }
  .changes .number { white-space: normal; }
  .recoveries .bar-cell { display: none; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --raised: #f5f4f1; --ink: #000; --soft: #444; --rule: #ccc; --band: #eee;
    --passed: #17693a; --failed: #b3202a; --unknown: #805300; --skipped: #444;
    --one: #1f5fa8; --two: #a8480a; --three: #0f6b63; --four: #7a3e9d; --mark: #777;
  }
  @page { margin: 16mm 15mm; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  .gate { margin-top: 1.75rem; }
  .head, .summary, summary, h2, h3, caption, figcaption, thead, th[scope=rowgroup] { break-after: avoid; }
  tr:has(> th[scope=rowgroup]) { break-after: avoid; }
  figure, tr, .summary, .finding { break-inside: avoid; }
  .measurements, .changes, figure table { font-size: 8pt; line-height: 1.35; }
  .measurements td, .measurements tbody th, .changes td, .changes tbody th, figure td, figure tbody th { padding-top: .15rem; padding-bottom: .15rem; }
  tbody th[scope=rowgroup] { padding-top: .5rem; }
  .block, figure { margin: .9rem 0; }
  .raw { display: none; }
  summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { text-decoration: none; }
}
`;
