/** The look of the OMS: unlike the Shopify admin on purpose, so that nobody mistakes one for the other. */
export const STYLE = `
:root { --ink: #14213d; --soft: #5b6885; --line: #dfe4ee; --paper: #fff; --desk: #f2f5fa;
  --accent: #2451d6; --good: #0b7a4b; --bad: #b42318; --warm: #9a6100; color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--desk); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header.bar { background: #14213d; color: #fff; padding: 0 28px; display: flex; gap: 28px; align-items: center; min-height: 58px; flex-wrap: wrap; }
header.bar strong { font-size: 17px; letter-spacing: .2px; }
header.bar nav { display: flex; gap: 4px; }
header.bar nav a { color: #c9d3ea; padding: 17px 14px; text-decoration: none; border-bottom: 3px solid transparent; }
header.bar nav a:hover { color: #fff; }
header.bar nav a[aria-current] { color: #fff; border-color: #7ea2ff; }
main { max-width: 1120px; margin: 28px auto 64px; padding: 0 24px; display: grid; gap: 20px; }
h1 { font-size: 24px; margin: 0; }
h2 { font-size: 16px; margin: 0 0 12px; }
.head { display: flex; justify-content: space-between; align-items: center; gap: 16px; flex-wrap: wrap; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px; box-shadow: 0 1px 2px #14213d0d; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: 12.5px; color: var(--soft); font-weight: 600; padding: 6px 12px 8px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
td { padding: 10px 12px 10px 0; border-bottom: 1px solid #edf0f6; vertical-align: top; }
td.narrow { width: 1%; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
a { color: var(--accent); }
code, pre { font: 12.5px/1.55 ui-monospace, monospace; }
pre { background: #f6f8fc; border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; overflow: auto; margin: 0; }
.soft { color: var(--soft); }
.small { font-size: 13px; }
.badge { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 12.5px; font-weight: 600; background: #e8ecf5; color: #3a4664; white-space: nowrap; }
.badge.good { background: #daf3e6; color: var(--good); }
.badge.bad { background: #fde5e2; color: var(--bad); }
.badge.warm { background: #fdf0d5; color: var(--warm); }
.badge.live { background: #e1e9ff; color: var(--accent); }
.acts { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; }
.acts form { margin: 0; }
button, .button { font: inherit; font-weight: 600; font-size: 14px; border-radius: 8px; border: 1px solid #c5cede; background: #fff; color: var(--ink); padding: 6px 13px; cursor: pointer; text-decoration: none; }
button:hover { background: #f4f6fb; }
button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
button.main:hover { background: #1b41b3; }
button.risky { color: var(--bad); border-color: #eab8b2; }
button:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid #9db6ff; outline-offset: 1px; }
label { display: grid; gap: 4px; font-weight: 600; font-size: 13.5px; }
input, select { font: inherit; font-weight: 400; padding: 7px 10px; border: 1px solid #c5cede; border-radius: 8px; background: #fff; color: var(--ink); min-width: 0; }
input[type=number] { width: 84px; }
.fields { display: grid; gap: 14px; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; align-items: start; }
.note { border-left: 4px solid var(--accent); background: #eaf0ff; border-radius: 8px; padding: 10px 14px; }
.note.bad { border-color: var(--bad); background: #fdeceA; }
.empty { text-align: center; padding: 34px 16px; color: var(--soft); }
@media (max-width: 760px) { header.bar { padding: 10px 16px 0; gap: 2px 16px; } header.bar nav a { padding: 8px 10px; white-space: nowrap; } .two { grid-template-columns: 1fr; } main { padding: 0 14px; } }
`;
