import { startLocalStripe } from "../index";

/** From and to the parent. */
type HostRequest = { open: true } | { close: string };
type HostResponse = { origin: string } | { error: string };

/*
 * A program that starts and stops servers for its parent process, each with its own data and clock, and ends with it.
 */
const open = new Map<string, () => Promise<void>>();

process.on("message", async (request: HostRequest) => {
  if ("close" in request) {
    const close = open.get(request.close);
    open.delete(request.close);
    await close?.();
  } else process.send?.(await start());
});
process.on("disconnect", () => process.exit());

async function start(): Promise<HostResponse> {
  try {
    const { origin, close } = await startLocalStripe();
    open.set(origin, close);
    return { origin };
  } catch (error) {
    return { error: String(error) };
  }
}
