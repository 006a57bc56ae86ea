/** Areas of Stripe's API that have resources of their own. */
const areas = new Set(["billing", "billing_portal", "checkout", "tax", "test_helpers"]);

/**
 * The resource that a path is about, such as `customers` or `checkout/sessions`. Never an ID, so the values stay few.
 *
 * @param path of a request to Stripe, such as `/v1/customers/cus_1/sources?limit=1`.
 */
export function resourceOf(path: string): string {
  const [pathname = ""] = path.split("?");
  const [, , first = "", second = ""] = pathname.split("/");
  if (!/^[a-z_]+$/.test(first)) return "other";
  return areas.has(first) && /^[a-z_]+$/.test(second) ? `${first}/${second}` : first;
}
