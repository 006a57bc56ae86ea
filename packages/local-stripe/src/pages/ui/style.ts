/** One style sheet for all pages: two columns that stack on a phone, light and dark by the user's preference. */
export const style = `
:root{color-scheme:light dark;--ground:#ffffff;--side:#f7f8fa;--text:#1a1f36;--quiet:#586175;--line:#e1e5ec;--edge:#c9d0db;--field:#ffffff;--accent:#3f3bd1;--accent-text:#ffffff;--accent-ground:#f1f0ff;--bad:#b3093c;--bad-ground:#fdf0f3;--good:#0b6e4f;--good-ground:#e8f7f0;--warn:#8a5300;--warn-ground:#fff4df;--shadow:0 1px 2px rgb(26 31 54/.06),0 2px 8px rgb(26 31 54/.04)}
@media (prefers-color-scheme:dark){:root{--ground:#13151e;--side:#0d0f16;--text:#eceef4;--quiet:#a5adbf;--line:#2a2f3e;--edge:#454c60;--field:#1a1d28;--accent:#9a95ff;--accent-text:#11121f;--accent-ground:#22213f;--bad:#ff94ac;--bad-ground:#35151e;--good:#74dfb4;--good-ground:#0f2c22;--warn:#f5c772;--warn-ground:#30240f;--shadow:none}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-font-smoothing:antialiased;font-feature-settings:"tnum"}
h1,h2,h3,p,dl,dd,ul,figure,fieldset{margin:0}fieldset{border:0;padding:0;min-width:0}legend{padding:0;margin-bottom:.7rem}
h1{font-size:1.35rem;line-height:1.3;font-weight:650;letter-spacing:-.012em;overflow-wrap:anywhere}
h2{font-size:1.05rem;line-height:1.4;font-weight:650;letter-spacing:-.005em}
p,dd,li{overflow-wrap:anywhere}
a{color:inherit;text-underline-offset:3px}
.quiet{color:var(--quiet)}.small{font-size:.875rem}.right{text-align:right}.nowrap{white-space:nowrap;overflow-wrap:normal}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;z-index:1;background:var(--ground);padding:.5rem 1rem}
.split{display:grid;grid-template-columns:1fr 1fr;min-height:100vh}
.side{background:var(--side);display:flex;justify-content:flex-end;padding:3.5rem 4.5rem}
.main{display:flex;justify-content:flex-start;padding:3.5rem 4.5rem}
.side>div,.main>div{width:100%;max-width:27rem}
.split.portal{grid-template-columns:minmax(19rem,1fr) 2fr}.portal .side>div{max-width:18rem;display:flex;flex-direction:column}.portal .main>div{max-width:40rem}
.brand{margin-bottom:1.25rem;display:flex;align-items:center;flex-wrap:wrap;gap:.5rem .75rem}
.back{display:inline-flex;align-items:center;gap:.6rem;text-decoration:none;font-weight:600;border-radius:.5rem;min-height:2rem}
.back:hover .arrow{transform:translateX(-2px)}.arrow{transition:transform .15s;color:var(--quiet)}
@media (prefers-reduced-motion:reduce){.arrow{transition:none}}
.mark{display:inline-grid;place-items:center;flex:none;width:1.9rem;height:1.9rem;border-radius:50%;background:var(--accent);color:var(--accent-text);font-weight:700;font-size:.85rem}
.parties{display:grid;grid-template-columns:1fr 1fr;gap:1.25rem;margin:.75rem 0 1.5rem}.parties>*{align-content:start}.parties h3{margin:0;font-weight:550}@media(max-width:26rem){.parties{grid-template-columns:1fr}}
.badge{display:inline-block;font-size:.75rem;line-height:1.4;font-weight:600;padding:.1rem .5rem;border-radius:.35rem;background:var(--line);color:var(--text);white-space:nowrap}
.badge.good{background:var(--good-ground);color:var(--good)}.badge.warn{background:var(--warn-ground);color:var(--warn)}.badge.bad{background:var(--bad-ground);color:var(--bad)}
.price{font-size:2.35rem;line-height:1.15;font-weight:680;letter-spacing:-.022em;display:flex;align-items:baseline;flex-wrap:wrap;gap:0 .6rem;margin:.25rem 0 1.75rem}
.price small{font-size:.95rem;line-height:1.5;font-weight:500;color:var(--quiet);letter-spacing:0}
.rows{border-top:1px solid var(--line)}
.row{display:flex;justify-content:space-between;gap:1rem;padding:.85rem 0}
.row+.row{border-top:1px solid var(--line)}
.row.close{border-top:0;padding-top:0}
.row.total{font-weight:650}
form{display:grid;gap:1.1rem}form:has(>.group){gap:1.9rem}
.group{display:grid;gap:.85rem}
.field{display:grid;gap:.35rem}
label,legend{font-size:.875rem;font-weight:550}
.optional{font-weight:450;color:var(--quiet)}
input,select,textarea{width:100%;min-width:0;min-height:2.75rem;padding:.55rem .75rem;font:inherit;color:inherit;background:var(--field);border:1px solid var(--edge);border-radius:.5rem;box-shadow:var(--shadow)}
textarea{min-height:5rem;resize:vertical}
select{appearance:none;padding-right:2.2rem;background-image:linear-gradient(45deg,transparent 50%,currentColor 50%),linear-gradient(135deg,currentColor 50%,transparent 50%);background-position:right 1.05rem center,right .75rem center;background-size:.32rem .32rem;background-repeat:no-repeat}
input[readonly]{background:transparent;box-shadow:none;border-color:var(--line);color:var(--quiet)}
input::placeholder{color:var(--quiet);opacity:1}
input:focus-visible,select:focus-visible,textarea:focus-visible,a:focus-visible,button:focus-visible,summary:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[aria-invalid=true]{border-color:var(--bad)}
input[type=radio],input[type=checkbox]{width:1.1rem;min-height:0;height:1.1rem;box-shadow:none;accent-color:var(--accent);flex:none;margin:.2rem 0 0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem;align-items:end}
.inline{display:flex;gap:.6rem;align-items:stretch}.inline input{flex:1}
.error{color:var(--bad);font-size:.875rem}
.notice{border-radius:.5rem;padding:.75rem .9rem;font-size:.925rem;background:var(--side)}
.notice.bad{background:var(--bad-ground);color:var(--bad)}.notice.good{background:var(--good-ground);color:var(--good)}.notice.warn{background:var(--warn-ground);color:var(--warn)}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:.5rem;min-height:2.75rem;padding:.55rem 1.1rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--field);color:var(--text);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;box-shadow:var(--shadow)}
button:hover,.button:hover{border-color:var(--quiet)}
button:disabled{opacity:.65;cursor:default}
.primary{background:var(--accent);border-color:var(--accent);color:var(--accent-text)}
.primary:hover{filter:brightness(1.1);border-color:var(--accent)}
.wide{width:100%}.plain{background:none;border:0;box-shadow:none;padding:.3rem .2rem;min-height:2rem;text-decoration:underline;text-underline-offset:3px;font-weight:550}
.slight{min-height:2.25rem;padding:.3rem .8rem;font-size:.9rem}
.danger{color:var(--bad)}
.stack{display:grid;gap:1rem}.stack>*{min-width:0}.stack.large{gap:2.75rem}.stack.tight{gap:.35rem}.stack.roomy{gap:1.75rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}.actions form{display:contents}
.card{border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;background:var(--ground);box-shadow:var(--shadow)}
.filters{display:grid;grid-template-columns:2fr 2fr 1.2fr auto;gap:.85rem;align-items:end}ol{margin:0;padding-left:1.2rem}
.between{display:flex;justify-content:space-between;align-items:flex-start;gap:.5rem 1rem;flex-wrap:wrap}
.lines>*{padding:.9rem 0}.lines>*+*{border-top:1px solid var(--line)}.lines>*:first-child{padding-top:0}
.heading{font-size:.8rem;font-weight:650;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);padding-bottom:.6rem;border-bottom:1px solid var(--line);margin-bottom:1.1rem}
.amount .small{font-weight:450;letter-spacing:0}.portal .side footer{margin-top:1rem}.amount{font-size:1.4rem;line-height:1.3;font-weight:650;letter-spacing:-.015em}
.sheet{max-width:44rem;margin:0 auto;padding:3rem 1.5rem}.sheet.broad{max-width:64rem}.sheet.small-sheet{max-width:29rem;padding-top:12vh}
table{width:100%;border-collapse:collapse}td{overflow-wrap:anywhere}td.nowrap,th.nowrap{overflow-wrap:normal;width:1%}th{font-size:.8rem;font-weight:600;color:var(--quiet);text-align:left}th.right{text-align:right}th,td{padding:.7rem 0;border-bottom:1px solid var(--line);vertical-align:top}td+td,th+th{padding-left:1rem}
.sums{margin-left:auto;width:min(100%,24rem)}.sums .row{padding:.5rem 0;border-top:0}.sums .row.total{border-top:1px solid var(--line);padding-top:.75rem;margin-top:.25rem}
details>summary{cursor:pointer;font-weight:550}
pre{overflow:auto;background:var(--side);border:1px solid var(--line);border-radius:.5rem;padding:.9rem;font-size:.8rem;line-height:1.45;max-height:32rem;margin:0}
code{font-size:.9em;overflow-wrap:anywhere}
footer{margin-top:2.5rem;color:var(--quiet);font-size:.8rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.choice{display:flex;gap:.65rem;align-items:flex-start;font-weight:450;font-size:.95rem}
.option{border:1px solid var(--edge);border-radius:.6rem;padding:.85rem 1rem;cursor:pointer}.option:has(input:checked){border-color:var(--accent);background:var(--accent-ground)}
.shown-by:not(:has(>.choice input:checked))>.group{display:none}
.methods:has(input[value=new]:not(:checked)) .new-card,.methods:has(input[value=sepa_debit]:not(:checked)) .new-debit{display:none}
@media (max-width:56rem){.split,.split.portal{display:block;min-height:0}.side,.main{padding:1.5rem 1.25rem;justify-content:center}.side{padding-bottom:2rem}.main{padding-bottom:3rem}.side>div,.main>div,.portal .side>div,.portal .main>div{max-width:36rem}.price{margin-bottom:1.25rem;font-size:2rem}.sheet{padding:1.75rem 1.25rem}.sheet.small-sheet{padding-top:2rem}.stack.large{gap:2.25rem}}
@media (max-width:48rem){.filters{grid-template-columns:1fr}}
@media (max-width:30rem){.narrow-hide{display:none}td+td,th+th{padding-left:.6rem}.actions.full>*,.actions.full button{width:100%}}
@media print{footer,form,.actions,.back .arrow{display:none}}
`;
