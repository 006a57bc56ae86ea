import { isIPv6 } from "node:net";
import { parseArgs } from "node:util";

export type Options = {
  port: number;
  /** All addresses if omitted. */
  hostname?: string;
  /** Milliseconds; Node's default of five seconds if omitted. */
  keepAliveTimeout?: number;
};

/** The options of `next start` we support, and its PORT. @throws Error for an unknown option or a value out of range. */
export function readOptions(args: string[], portVariable: string | undefined): Options {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", short: "p", default: portVariable || "3000" },
      hostname: { type: "string", short: "H" },
      keepAliveTimeout: { type: "string" },
    },
  });
  const { port, hostname, keepAliveTimeout } = values;
  return {
    port: integer("--port", port, 1, 65_535),
    ...(hostname === undefined ? {} : { hostname }),
    ...(keepAliveTimeout === undefined
      ? {}
      : { keepAliveTimeout: integer("--keepAliveTimeout", keepAliveTimeout, 0, 2 ** 31 - 1) }),
  };
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

/** The origin at which the server reaches itself. */
export function ownOrigin({ hostname, port }: Options): string {
  if (hostname === undefined || hostname === "0.0.0.0") return `http://localhost:${port}`;
  if (hostname === "::") return `http://[::1]:${port}`;
  return `http://${isIPv6(hostname) ? `[${hostname}]` : hostname}:${port}`;
}
