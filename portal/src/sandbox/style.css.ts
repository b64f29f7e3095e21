import { BASE, TOKENS } from '../style.css.js';

/** The sandbox phone: the portal's look around, a plain telephone in the middle. */
export const SANDBOX_STYLE = `${TOKENS}${BASE}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem;background:var(--pine);color:#fff;padding:.6rem 1rem}
.top a{color:#fff;display:inline-block;padding:.55rem 0;min-height:44px}
.top nav{display:flex;gap:1.25rem}
.brand{display:flex!important;align-items:center;gap:.6rem;text-decoration:none;font-weight:700}
.sheet{max-width:72rem;margin-inline:auto;padding:0 1rem 2rem;display:grid;gap:0 2rem;grid-template-columns:minmax(0,1fr)}
.sheet>h1,.sheet>.intro{grid-column:1/-1}
.intro{max-width:44rem}
.searching{display:flex;gap:.5rem;align-items:end;flex-wrap:wrap;margin-bottom:.75rem}
.searching label{display:block;font-weight:700}
.searching div{flex:1 1 9rem}
.phones{list-style:none;padding:0;margin:0;background:var(--card);border:1px solid var(--line);border-radius:var(--round);overflow:hidden}
.phones li{margin:0;border-top:1px solid var(--line)}
.phones li:first-child{border-top:0}
.phones a{display:block;padding:.7rem 1rem;color:inherit;text-decoration:none}
.phones a:hover{background:var(--wash)}
.phones a[aria-current]{background:var(--wash);box-shadow:inset 4px 0 var(--pine-mid)}
.phones b{font-variant-numeric:tabular-nums}
.phones .row{display:flex;justify-content:space-between;gap:.75rem}
.phones .last{display:block;color:var(--soft);font-size:.9375rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.fresh{background:var(--amber);border-radius:99px;padding:0 .55rem;font-size:.8125rem;font-weight:700;white-space:nowrap}
.device{background:#22302d;border-radius:2rem;padding:.75rem;max-width:26rem;width:100%;margin:0 auto;box-shadow:0 12px 32px rgba(26,43,40,.18)}
.glass{background:#eef1ee;border-radius:1.4rem;overflow:hidden;display:flex;flex-direction:column;min-height:34rem}
.glass header{background:var(--card);border-bottom:1px solid var(--line);padding:.75rem 1rem;text-align:center}
.glass header h2{margin:0;font-size:1rem;font-variant-numeric:tabular-nums}
.texts{flex:1;list-style:none;margin:0;padding:1rem .75rem;display:flex;flex-direction:column;gap:.85rem;max-height:32rem;overflow-y:auto}
.texts li{margin:0;max-width:88%}
.texts .in{align-self:flex-end}
.bubble{background:var(--card);border-radius:1.1rem 1.1rem 1.1rem .3rem;padding:.6rem .85rem;white-space:pre-wrap;margin:0}
.in .bubble{background:var(--pine-mid);color:#fff;border-radius:1.1rem 1.1rem .3rem 1.1rem}
.in .bubble a{color:#fff}
.under{font-size:.8125rem;color:var(--soft);margin:.2rem .4rem 0;display:flex;flex-wrap:wrap;align-items:center;gap:0 .6rem}
.in .under{justify-content:flex-end}
.under .failed{color:var(--clay);font-weight:700}
summary{cursor:pointer;color:var(--pine-mid);text-decoration:underline;text-underline-offset:.18em;padding:.3rem 0;min-height:28px}
.receipts{display:flex;flex-wrap:wrap;gap:.35rem;padding:.35rem 0}
.receipts button,.quick button{min-height:36px;padding:.3rem .8rem;border:1px solid var(--edge);border-radius:99px;background:var(--card);font-weight:400;font-size:.9375rem}
.receipts button:hover,.quick button:hover{background:var(--wash)}
.answer{background:var(--card);border-top:1px solid var(--line);padding:.75rem}
.quick{display:flex;flex-wrap:wrap;gap:.4rem;margin-bottom:.65rem}
.writing{display:grid;grid-template-columns:1fr auto;gap:.25rem .5rem;align-items:end}
.writing label{grid-column:1/-1;font-weight:700;font-size:.9375rem}
.writing textarea{min-height:48px;height:48px}
.error{color:var(--clay);font-weight:700;grid-column:1/-1;margin:0}
.facts{margin:.5rem 0 0}
.facts div{display:flex;justify-content:space-between;gap:1rem}
.facts dt{color:var(--ink)}
.facts dd{margin:0;font-weight:700}
.facts .tail{white-space:nowrap;font-size:1.25rem;letter-spacing:.12em;font-variant-numeric:tabular-nums}
.side{max-width:26rem;margin-inline:auto;width:100%}
.back{margin:0}
.back a{display:inline-block;padding:.6rem 0}
.live{font-size:.9375rem;color:var(--soft)}
.live a{display:inline-block;padding:.35rem 0;margin-left:.4rem}
.wait{color:var(--soft);border:1px dashed var(--edge);border-radius:var(--round);padding:2.5rem 1rem;text-align:center}
.one .shelf{display:none}
@media(max-width:55.99rem){.sheet>.wait{display:none}}
@media(min-width:56rem){.sheet{grid-template-columns:20rem minmax(0,1fr)}.one .shelf{display:block}.one .back{display:none}
.screen{display:grid;grid-template-columns:minmax(0,26rem) minmax(13rem,18rem);gap:1.5rem;justify-content:start;align-items:start}.device{margin:0}.side{margin:0}}
`;
