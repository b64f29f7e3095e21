const SYSTEM = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei"';

/**
 * Comes with the web font's own rules, and only to systems without Chinese glyphs. The web font stands first (it has no
 * Latin): Chromium leaves words blank when a font in subsets stands behind another one.
 */
export const WITH_WEB_FONT = `:root{--text:"Noto Sans SC",${SYSTEM},sans-serif}`;

/**
 * The look of everything a borrower sees. Deep pine for what is ours, amber for attention, clay for errors; no red on
 * money. Every text colour has 4.5:1 or more on its ground, every control edge 3:1. System fonts first: they cost no data.
 */
export const TOKENS = `:root{
--pine:#15403a;--pine-mid:#1f6257;--mint:#9fd3c7;--wash:#e8f2ef;--amber:#f3c677;--amber-wash:#fdf3dd;--amber-edge:#a8701a;
--clay:#96321f;--clay-wash:#fceeea;--ink:#1a2b28;--soft:#51615e;--paper:#f7f5f0;--card:#fff;--line:#dcd8cd;--edge:#778683;
--round:12px;
--text:${SYSTEM},sans-serif}
`;

export const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 var(--text);overflow-wrap:anywhere}
:lang(zh){line-height:1.7}
h1,h2,h3{line-height:1.3;margin:1.75rem 0 .5rem;font-weight:700;text-wrap:balance}
h1{font-size:1.6rem;margin-top:1rem;letter-spacing:-.01em}
h2{font-size:1.15rem}
h3{font-size:1.05rem;margin-top:0}
p{margin:.5rem 0}
ul,ol{margin:.5rem 0;padding-left:1.25rem}
li{margin:.3rem 0}
small{font-size:.875rem;color:var(--soft)}
a{color:var(--pine-mid);text-underline-offset:.18em}
a:hover{color:var(--pine);text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--pine-mid);outline-offset:2px;border-radius:4px}
main:focus{outline:0}
img{vertical-align:middle}
input,textarea,select,button{font:inherit;color:inherit}
button,.main,.other{display:inline-block;min-height:48px;padding:.65rem 1.25rem;border:2px solid var(--pine-mid);border-radius:var(--round);font-weight:700;line-height:1.3;text-align:center;text-decoration:none;cursor:pointer}
.main{background:var(--pine-mid);color:#fff}
.main:hover{background:var(--pine);border-color:var(--pine);color:#fff}
.other{background:var(--card);color:var(--pine)}
.other:hover{background:var(--wash)}
.quiet{border:1px solid var(--edge);background:none;font-weight:400;min-height:44px}
.quiet:hover{background:var(--card)}
input:not([type=hidden],[type=radio],[type=checkbox]),textarea,select{width:100%;min-height:48px;padding:.55rem .75rem;background:var(--card);border:1.5px solid var(--edge);border-radius:8px}
textarea{resize:vertical}
.hint{color:var(--soft);font-size:.9375rem;margin:.25rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--round);padding:1rem;margin:1rem 0}
.card>:first-child,.note>:first-child{margin-top:0}
.card>:last-child,.note>:last-child{margin-bottom:0}
.note{background:var(--amber-wash);border:1px solid var(--amber);border-radius:var(--round);padding:.85rem 1rem;margin:1rem 0}
.note h2{font-size:1.05rem}
.tag{display:inline-block;background:var(--wash);border-radius:99px;padding:.05rem .6rem;font-size:.875rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;z-index:2;background:var(--card);padding:.75rem}
.probe{position:absolute;visibility:hidden;font-size:100px;line-height:1}
`;

export const STYLE = `${TOKENS}${BASE}
.top,main,.foot,.demo{max-width:40rem;margin-inline:auto;padding-inline:1rem}
.top{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding-block:.75rem}
.brand{display:flex;align-items:center;gap:.6rem;text-decoration:none;color:var(--pine);line-height:1.25;min-height:44px}
.brand small{display:block;line-height:1.3;font-size:.8125rem}
.lang{padding:.6rem .75rem;white-space:nowrap;min-height:44px}
.demo{background:var(--pine);color:#fff;font-size:.9rem;padding-block:.5rem;margin-block:0}
.demo a{color:var(--amber);white-space:nowrap;display:inline-block;padding:.2rem 0}
@media(min-width:42rem){.demo{border-radius:var(--round)}}
main{padding-block:.25rem 2rem}
.lead{font-size:1.125rem}
.field{border:0;padding:0;margin:0 0 1rem;min-width:0}
.field label,.field legend{font-weight:700;padding:0}
.field .choice{display:flex;align-items:center;gap:.75rem;font-weight:400;min-height:48px;border-top:1px solid var(--line)}
.field legend+.choice{border-top:0}
.choice input{width:1.35rem;height:1.35rem;margin:0;flex:none;accent-color:var(--pine-mid)}
.field input,.field textarea,.field select{margin-top:.35rem}
.field .choice input{margin-top:0}
.code{font-size:1.35rem!important;letter-spacing:.12em}
.short{max-width:9em}
.bad input,.bad textarea,.bad select{border-color:var(--clay)!important;border-width:2px!important}
.error{color:var(--clay);font-weight:700}
.errors{background:var(--clay-wash);border:2px solid var(--clay);border-radius:var(--round);padding:.85rem 1rem;margin:1rem 0}
.errors h2{margin:0 0 .25rem}
.errors a,.errors li{color:var(--clay)}
form .main,form .other,main>p>.main{width:100%}
@media(min-width:30rem){form .main,form .other,main>p>.main{width:auto;min-width:14rem}}
.verdict{display:flex;gap:1rem;align-items:flex-start;border-radius:var(--round);padding:1.1rem 1rem;margin:1rem 0}
form .hint+.main{margin-top:.75rem}
form .main+.hint{margin-top:.6rem}
.verdict h1{margin:0;font-size:1.4rem}
.verdict p{margin:.35rem 0 0}
.sign{flex:none;width:2.5rem;height:2.5rem;border-radius:50%;display:grid;place-items:center}
.sign svg{width:1.5rem;height:1.5rem;fill:none;stroke:currentColor;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.yes{background:var(--pine);color:#fff}.yes .sign{background:var(--mint);color:var(--pine)}
.no{background:var(--amber-wash);border:1px solid var(--amber)}.no .sign{background:var(--amber);color:var(--ink)}
.facts{margin-block:1rem}
.facts div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.5rem 0;border-top:1px solid var(--line)}
.facts div:first-child{border-top:0;padding-top:0}
.facts div:last-child{padding-bottom:0}
.facts dt{color:var(--soft)}
.facts dd{margin:0;font-weight:700}
.facts dd small{display:block;font-weight:400}
.ref{font-variant-numeric:tabular-nums;user-select:all}
.sum{border-top:6px solid var(--pine-mid)}
.sum h2{margin:.75rem 0 0;font-size:1rem;color:var(--soft)}
.big{font-size:2.1rem;font-weight:700;line-height:1.2;margin:.1rem 0 .5rem;letter-spacing:-.02em}
.money{font-variant-numeric:tabular-nums;white-space:nowrap}
.minus{color:var(--pine-mid)}
.choices{list-style:none;padding:0;display:grid;gap:.6rem;grid-template-columns:1fr 1fr}
.choices li{margin:0}
.choices li:first-child:nth-last-child(odd){grid-column:1/-1}
.choices a{display:grid;place-items:center;width:100%;height:100%;padding-inline:.5rem}
table{width:100%;border-collapse:collapse;font-size:.9375rem;margin-top:.75rem}
caption{text-align:left;color:var(--soft);padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem .45rem 0;border-top:1px solid var(--line)}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}
.num{text-align:right;padding-right:0}
tfoot th,tfoot td{border-top:2px solid var(--ink);font-weight:700}
.contacts{list-style:none;padding:0}
summary{cursor:pointer;min-height:44px;padding:.6rem 0;color:var(--pine-mid);text-decoration:underline;text-underline-offset:.18em}
.practice{border-style:dashed;border-color:var(--amber-edge)}
.care{background:var(--wash);border-color:var(--mint)}
.care a{font-weight:700;font-size:1.125rem;display:inline-block;padding:.4rem 0}
.back a{display:inline-block;padding:.6rem 0}
.back svg{width:.8em;height:.8em;fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round;margin-right:.4em}
.pair section{margin:1rem 0}
@media(min-width:36rem){.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}.pair section{margin:.5rem 0}}
.foot{border-top:1px solid var(--line);padding-block:1rem 2rem;font-size:.9375rem;color:var(--soft)}
.foot nav{display:flex;flex-wrap:wrap;gap:0 1.5rem}
.foot nav a{padding:.6rem 0;min-height:44px}
.foot form{margin:.5rem 0}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
.group{min-width:0}
.group legend{padding:0;float:left;width:100%}
.group legend+*{clear:both}
.group h2{margin:0 0 .5rem}
.group>:last-child{margin-bottom:0}
.line{border:0;border-top:3px solid var(--wash);margin:0 0 1rem;padding:.75rem 0 0;min-width:0}
.line h3{margin:0 0 .5rem}
.line summary{padding:.35rem 0 .6rem}
.twin{display:grid;gap:0 1rem}
@media(min-width:30rem){.twin{grid-template-columns:1fr 1fr;align-items:end}}
.enter{position:absolute;left:-99rem}
.other.wide,.lang button{min-height:44px}
.lang button{padding:.5rem .75rem}
.mild{background:var(--wash);border:1px solid var(--mint)}.mild .sign{background:var(--mint);color:var(--pine)}
.rules{list-style:none;padding:0}
.rule{margin:.75rem 0}
.rule h3{margin-bottom:.25rem}
.legend dt{font-weight:700;margin-top:.6rem}
.legend dd{margin:0}
.folded summary h2{display:inline;font-size:1.05rem}
.steps li{margin:.6rem 0}
@media print{.top .lang,.foot,.choices,.demo,.noprint{display:none}body{background:#fff}.rule,.verdict{break-inside:avoid}}
`;

/** The same rules in fewer bytes. */
export function squeeze(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*/g, '');
}
