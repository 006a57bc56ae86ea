import { html, raw } from "hono/html";
import { style } from "./style";

export type Html = ReturnType<typeof html>;

export function layout(title: string, body: Html, script = ""): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>${body}${script === "" ? "" : html`<script>${raw(script)}</script>`}</body>
</html>`;
}

/** Money left, form right; on a phone one above the other. */
export function split(side: Html, main: Html): Html {
  return html`<div class="split"><aside class="side" aria-label="Summary"><div>${side}</div></aside><main class="main"><div>${main}</div></main></div>`;
}

export function sheet(body: Html): Html {
  return html`<main class="sheet">${body}</main>`;
}

/** The seller, with a way back where there is one. */
export function seller(business: string, href: string | null, text = business): Html {
  const inner = html`<span class="mark" aria-hidden="true">${business.slice(0, 1).toUpperCase()}</span><span>${text}</span>`;
  if (href === null) return html`<span class="back">${inner}</span>`;
  return html`<a class="back" href="${href}"><span class="arrow" aria-hidden="true">←</span>${inner}</a>`;
}

export const testFooter = html`<footer>Local Stripe · test mode · no real money moves</footer>`;

export function message(title: string, text: string): Html {
  return layout(
    title,
    sheet(html`<div class="stack"><h1>${title}</h1><p class="quiet">${text}</p>${testFooter}</div>`),
  );
}
