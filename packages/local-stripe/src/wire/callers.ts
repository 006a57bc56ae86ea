/** Why a request is refused before anything reads it. */
export interface CallerRefusal {
  status: 403 | 421;
  message: string;
}

/**
 * Refuses requests that a page of another site makes a browser send: to a name of its own that it lets point to this machine (DNS
 * rebinding), or from its own origin. Loopback names are this machine's; others only if they are configured.
 *
 * @param hosts the other names under which this server may be reached, without a port.
 */
export function refuseCaller(
  { method, host, origin }: { method: string; host: string | undefined; origin: string | undefined },
  hosts: readonly string[],
): CallerRefusal | undefined {
  const named = hostnameOf(`http://${host ?? ""}`);
  if (named === undefined || !isOwn(named, hosts)) {
    return {
      status: 421,
      message: `This is a local Stripe. It answers on localhost and 127.0.0.1, not as "${host ?? ""}". Allow a name with --host.`,
    };
  }
  const harmless = method === "GET" || method === "HEAD";
  if (origin === undefined || harmless) return undefined;
  const from = hostnameOf(origin);
  if (from !== undefined && isOwn(from, hosts)) return undefined;
  return { status: 403, message: `This is a local Stripe. Pages of ${origin} may not change anything here.` };
}

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const isOwn = (hostname: string, hosts: readonly string[]) => loopback.test(hostname) || hosts.includes(hostname);

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
