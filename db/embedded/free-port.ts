import { createServer } from "node:net";

/** The wanted port if it is free on IPv4 and IPv6, else any free one. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0 && (await isFree(wanted))) return wanted;
  return listenOnce(0);
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", undefined]) {
    try {
      await listenOnce(port, host);
    } catch {
      return false;
    }
  }
  return true;
}

function listenOnce(port: number, host?: string): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no port"))));
    });
  });
}
