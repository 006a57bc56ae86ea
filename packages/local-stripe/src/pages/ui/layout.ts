import { html, raw } from "hono/html";
import { brandStyle } from "./brand-style";
import { style } from "./style";

export type Html = ReturnType<typeof html>;

/** The HTML document around a page. @param brandColor the seller's, on pages that customers see */
export function layout(title: string, body: Html, script = "", brandColor: string | null = null): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}${raw(brandStyle(brandColor))}</style>
</head>
<body>${body}${script === "" ? "" : html`<script>${raw(script)}</script>`}</body>
</html>`;
}

/** Summary left, form right; stacked on a phone. */
export function twoColumns(side: Html, main: Html, kind = ""): Html {
  return html`<div class="split ${kind}"><aside class="side" aria-label="Summary"><div>${side}</div></aside><main class="main"><div>${main}</div></main></div>`;
}

export function singleColumn(body: Html, kind = ""): Html {
  return html`<main class="sheet ${kind}">${body}</main>`;
}

/** The seller's name with a link back, and the test mode badge. */
export function sellerHeader(business: string, href: string | null): Html {
  const inner = html`<span class="mark" aria-hidden="true">${business.slice(0, 1).toUpperCase()}</span><span>${business}</span>`;
  const who =
    href === null
      ? html`<span class="back">${inner}</span>`
      : html`<a class="back" href="${href}"><span class="arrow" aria-hidden="true">←</span><span class="hidden">Back to </span>${inner}</a>`;
  return html`<div class="brand">${who}<span class="badge warn" title="Local Stripe: no real money moves">Test mode</span></div>`;
}

/** @param links the seller's own, such as terms */
export function testFooter(links: readonly { text: string; href: string | null | undefined }[] = []): Html {
  const named = links.filter(({ href }) => href);
  return html`<footer><span>Local Stripe · no real money moves</span>${named.map(({ text, href }) => html`<a href="${href ?? ""}">${text}</a>`)}</footer>`;
}

/** A page with a message and at most one link. */
export function messagePage(title: string, text: string, on: { text: string; href: string } | null = null): Html {
  return layout(
    title,
    singleColumn(
      html`<div class="card stack"><div><span class="badge warn">Test mode</span></div><h1>${title}</h1><p class="quiet">${text}</p>
${on ? html`<div class="actions"><a class="button primary" href="${on.href}">${on.text}</a></div>` : ""}</div>${testFooter()}`,
      "small-sheet",
    ),
  );
}
