/** One sheet for all pages: two columns that become one on a phone, light and dark by the reader's own setting. */
export const style = `
:root{color-scheme:light dark;--ground:#ffffff;--side:#f6f8fa;--text:#1a1f36;--quiet:#5b6478;--line:#dfe3ea;--field:#ffffff;--accent:#4f46e5;--accent-text:#ffffff;--bad:#b3093c;--bad-ground:#fdf0f3;--good:#0b6e4f;--good-ground:#e8f7f0;--warn:#8a5300;--warn-ground:#fff4df;--shadow:0 1px 2px rgb(26 31 54/.07),0 4px 14px rgb(26 31 54/.05)}
@media (prefers-color-scheme:dark){:root{--ground:#12141d;--side:#0c0e15;--text:#edeff5;--quiet:#a3abbd;--line:#2b3040;--field:#191c27;--accent:#8b85ff;--accent-text:#0f1020;--bad:#ff8fa8;--bad-ground:#33141d;--good:#6fdcb0;--good-ground:#0f2c22;--warn:#f5c26b;--warn-ground:#30240f;--shadow:none}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-font-smoothing:antialiased}
h1,h2,h3,p,dl,dd,ul,figure{margin:0}
h1{font-size:1.25rem;line-height:1.3;font-weight:650;letter-spacing:-.01em}
h2{font-size:1rem;font-weight:650}
a{color:inherit}
.quiet{color:var(--quiet)}.small{font-size:.875rem}.right{text-align:right}.nowrap{white-space:nowrap}
.split{display:grid;grid-template-columns:1fr 1fr;min-height:100vh}
.side{background:var(--side);display:flex;justify-content:flex-end;padding:3.5rem 4rem}
.main{display:flex;justify-content:flex-start;padding:3.5rem 4rem}
.side>div,.main>div{width:100%;max-width:27rem}
.back{display:inline-flex;align-items:center;gap:.6rem;text-decoration:none;font-weight:600;border-radius:.5rem}
.back:hover .arrow{transform:translateX(-2px)}.arrow{transition:transform .15s;color:var(--quiet)}
.mark{display:inline-grid;place-items:center;width:1.9rem;height:1.9rem;border-radius:50%;background:var(--accent);color:var(--accent-text);font-weight:700;font-size:.85rem}
.badge{display:inline-block;font-size:.75rem;font-weight:600;padding:.1rem .5rem;border-radius:.35rem;background:var(--line);color:var(--text);white-space:nowrap}
.badge.good{background:var(--good-ground);color:var(--good)}.badge.warn{background:var(--warn-ground);color:var(--warn)}.badge.bad{background:var(--bad-ground);color:var(--bad)}
.price{font-size:2.4rem;line-height:1.15;font-weight:680;letter-spacing:-.02em;display:flex;align-items:baseline;flex-wrap:wrap;gap:0 .6rem;margin:.25rem 0 2rem}
.price small{font-size:.95rem;font-weight:500;color:var(--quiet);letter-spacing:0}
.rows{border-top:1px solid var(--line)}
.row{display:flex;justify-content:space-between;gap:1rem;padding:.9rem 0}
.row+.row{border-top:1px solid var(--line)}
.row.total{font-weight:650}
form{display:grid;gap:1.1rem}
.field{display:grid;gap:.35rem}
label,legend{font-size:.875rem;font-weight:550}
input,select,textarea{width:100%;min-height:2.75rem;padding:.55rem .75rem;font:inherit;color:inherit;background:var(--field);border:1px solid var(--line);border-radius:.5rem;box-shadow:var(--shadow)}
input[readonly]{background:transparent;box-shadow:none;color:var(--quiet)}
input::placeholder{color:var(--quiet);opacity:.75}
input:focus-visible,select:focus-visible,textarea:focus-visible,a:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
input[aria-invalid=true]{border-color:var(--bad)}
input[type=radio]{width:1.1rem;min-height:0;height:1.1rem;box-shadow:none;accent-color:var(--accent);flex:none;margin:.2rem 0 0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
.error{color:var(--bad);font-size:.875rem}
.notice{border-radius:.5rem;padding:.75rem .9rem;font-size:.925rem}
.notice.bad{background:var(--bad-ground);color:var(--bad)}.notice.good{background:var(--good-ground);color:var(--good)}.notice.warn{background:var(--warn-ground);color:var(--warn)}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:.5rem;min-height:2.75rem;padding:.55rem 1.1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--field);color:var(--text);font:inherit;font-weight:600;text-decoration:none;cursor:pointer;box-shadow:var(--shadow)}
button:hover,.button:hover{border-color:var(--quiet)}
.primary{background:var(--accent);border-color:var(--accent);color:var(--accent-text)}
.primary:hover{filter:brightness(1.08);border-color:var(--accent)}
.wide{width:100%}.plain{background:none;border:0;box-shadow:none;padding:.4rem .2rem;min-height:2.25rem;text-decoration:underline;text-underline-offset:3px;font-weight:550}
.danger{color:var(--bad)}
.stack{display:grid;gap:1rem}.stack.large{gap:2.75rem}.stack.tight{gap:.35rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
.card{border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;background:var(--ground);box-shadow:var(--shadow)}
.between{display:flex;justify-content:space-between;align-items:flex-start;gap:1rem;flex-wrap:wrap}
.heading{font-size:.8rem;font-weight:650;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);padding-bottom:.6rem;border-bottom:1px solid var(--line);margin-bottom:1.1rem}
.sheet{max-width:44rem;margin:0 auto;padding:3rem 1.5rem}
table{width:100%;border-collapse:collapse}td{overflow-wrap:anywhere}td.nowrap{overflow-wrap:normal}th{font-size:.8rem;font-weight:600;color:var(--quiet);text-align:left}th,td{padding:.7rem 0;border-bottom:1px solid var(--line);vertical-align:top}td+td,th+th{padding-left:1rem}
details>summary{cursor:pointer;font-weight:550}
pre{overflow:auto;background:var(--side);border:1px solid var(--line);border-radius:.5rem;padding:.9rem;font-size:.8rem;line-height:1.45;max-height:32rem}
footer{margin-top:2.5rem;color:var(--quiet);font-size:.8rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.choice{display:flex;gap:.6rem;align-items:flex-start;font-weight:450}
@media (max-width:56rem){.split{display:block}.side,.main{padding:1.5rem 1.25rem;justify-content:center}.side{padding-bottom:2rem}.main{padding-bottom:3rem}.side>div,.main>div{max-width:34rem}.price{margin-bottom:1.25rem;font-size:2rem}.sheet{padding:1.75rem 1.25rem}}
`;
