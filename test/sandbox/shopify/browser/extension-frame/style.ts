/** How the elements look, in the manner of the admin and of customers' pages. */
export const STYLE = `
:host { display: block; }
:host([hidden]), [hidden] { display: none !important; }
h2, h3 { margin: 0 0 8px; font-size: 14px; line-height: 20px; }
h3 { margin: 0; font-size: 13px; }
.card { padding: 16px; background: #fff; }
.dialog h2 { margin: 0; padding: 12px 16px; background: #f3f3f3; }
.dialog .body { padding: 16px; }
.dialog footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; }
.stack { display: flex; flex-direction: column; gap: 4px; }
.stack[data-gap="small"] { gap: 8px; }
.stack[data-gap="base"] { gap: 16px; }
.stack[data-direction="inline"] { flex-flow: row wrap; align-items: center; }
.text { overflow-wrap: anywhere; }
.text[data-type="strong"] { font-weight: 650; }
.text[data-color="subdued"] { color: #616161; }
.badge { display: inline-block; padding: 1px 8px; border-radius: 8px; background: #ebebeb; font-size: 12px; font-weight: 550; }
.badge[data-tone="info"], .badge[data-tone="auto"] { background: #d5ebff; }
.badge[data-tone="success"] { background: #b4fed2; }
.badge[data-tone="warning"] { background: #ffd6a4; }
.badge[data-tone="critical"] { background: #fed1d7; }
.banner { display: grid; gap: 8px; padding: 12px; border-radius: 8px; background: #eaf4ff; }
.banner[data-tone="success"] { background: #cdfee1; }
.banner[data-tone="warning"] { background: #fff1e3; }
.banner[data-tone="critical"] { background: #fee8eb; }
:host(s-button), :host(s-badge), :host(s-link), :host(s-time), :host(s-text) { display: inline-block; }
button { padding: 6px 12px; border: 0; border-radius: 8px; background: #fff; box-shadow: inset 0 0 0 1px #ccc, inset 0 -1px 0 #b5b5b5; font: inherit; font-weight: 550; color: #303030; cursor: pointer; }
button[data-variant="primary"] { background: #303030; box-shadow: none; color: #fff; }
button:disabled { opacity: 0.5; cursor: default; }
button:focus-visible, a:focus-visible, textarea:focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
a { color: #005bd3; }
label { display: grid; gap: 4px; }
textarea { width: 100%; box-sizing: border-box; padding: 8px; border: 1px solid #8a8a8a; border-radius: 8px; font: 12px/18px ui-monospace, monospace; color: inherit; }
.skeleton { height: 60px; border-radius: 8px; background: #ebebeb; }
.spinner { width: 20px; height: 20px; border: 3px solid #e3e3e3; border-top-color: #8a8a8a; border-radius: 50%; animation: turn 1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation: none; } }
`;
