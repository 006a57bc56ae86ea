/** The header in which a page's request names the organization the page was rendered for. */
export const organizationHeader = "gatehouse-organization";

/** The name of the `meta` element that holds its id in every signed-in page. */
export const organizationMeta = "gatehouse:organization";

/** `details.reason` of the refusal of a request that names another organization than the selected one. */
export const otherOrganizationReason = "other_organization";

/** The event of the window when a request of the page was refused for that reason. */
export const otherOrganizationEvent = "gatehouse:other-organization";

/** In the browser: what a request of this page adds to its headers. */
export function organizationHeaders(): Record<string, string> {
  const meta = "document" in globalThis && document.querySelector<HTMLMetaElement>(`meta[name="${organizationMeta}"]`);
  return meta ? { [organizationHeader]: meta.content } : {};
}

/** In the browser: reloads the page if a refusal says that another tab has selected another organization. */
export function noticeOtherOrganization(refusal: unknown): void {
  if (typeof refusal !== "object" || refusal === null || !("reason" in refusal)) return;
  if (refusal.reason === otherOrganizationReason) globalThis.dispatchEvent?.(new Event(otherOrganizationEvent));
}
