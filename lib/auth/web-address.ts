/** Top-level domains that mail programs make links of most often. A name such as "St.John" or "Node.js" has none of them. */
const domains =
  "com|net|org|edu|gov|mil|info|biz|name|pro|io|co|ai|app|dev|me|tv|cc|us|uk|eu|de|fr|nl|it|es|pl|ch|at|be|se|ru|su|cn|jp|in|br|ca|au|" +
  "xyz|top|site|online|shop|store|club|live|link|click|work|tech|page|web|cloud|space|website|zip|mov|icu|vip|win|bid|loan|rest|cfd|sbs|example|test";

/** The full stops of other scripts count as dots in an address. */
const dot = "[.\\u3002\\uff0e\\uff61]";

const patterns: readonly RegExp[] = [
  /\p{L}[\p{L}\p{N}+.-]*:\s*\/\//u,
  /\b(?:mailto|javascript|data|tel):\S/iu,
  new RegExp(`(?<![\\p{L}\\p{N}])www${dot}\\S`, "iu"),
  new RegExp(`[\\p{L}\\p{N}]${dot}(?:${domains}|xn--[a-z0-9-]+)(?![\\p{L}\\p{N}-])`, "iu"),
  new RegExp(`[\\p{L}\\p{N}]${dot}\\p{L}{2,}[/?#:]\\S`, "u"),
  /[\p{L}\p{N}]@[\p{L}\p{N}]/u,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/u,
];

/** Whether a mail program would make a link of a part of the text. */
export const hasWebAddress = (text: string): boolean => patterns.some((pattern) => pattern.test(text));
