/** The pages of Stripe's dashboard, by the prefix of an object's ID. The longest prefix counts. */
const pages = [
  ["sub_sched_", "subscription_schedules"],
  ["cus_", "customers"],
  ["sub_", "subscriptions"],
  ["in_", "invoices"],
  ["pi_", "payments"],
  ["ch_", "payments"],
  ["py_", "payments"],
  ["dp_", "disputes"],
  ["du_", "disputes"],
  ["price_", "prices"],
  ["prod_", "products"],
  ["evt_", "events"],
] as const;

/**
 * Where Stripe's dashboard shows an object; null for objects without a page. The local Stripe shows every object it has, as
 * JSON.
 */
export function objectUrl(
  id: string,
  { key, localPort }: { key: string | undefined; localPort: number },
): string | null {
  if (!key) return `http://localhost:${localPort}/_local/objects/${encodeURIComponent(id)}`;
  const page = pages.find(([prefix]) => id.startsWith(prefix))?.[1];
  if (!page) return null;
  const mode = /^(sk|rk)_test_/.test(key) ? "test/" : "";
  return `https://dashboard.stripe.com/${mode}${page}/${encodeURIComponent(id)}`;
}
