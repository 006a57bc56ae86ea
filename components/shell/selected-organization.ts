/** Holds the organization that a page of this browser was last rendered for. */
const name = "gatehouse.organization";

/** Tells the browser's other tabs which organization is selected. */
export function publishSelection(id: string): void {
  withStorage((storage) => storage.setItem(name, id));
  const channel = openChannel();
  channel?.postMessage(id);
  channel?.close();
}

/**
 * Calls `handle` with the selected organization whenever another tab publishes one, and with the latest whenever this tab is
 * shown again: a tab in the background, or one from the back/forward cache, may have missed it.
 *
 * @returns how to stop.
 */
export function onSelection(handle: (id: string) => void): () => void {
  const channel = openChannel();
  const onMessage = ({ data }: MessageEvent) => typeof data === "string" && handle(data);
  const onStorage = ({ key, newValue }: StorageEvent) => key === name && newValue !== null && handle(newValue);
  const onShown = () => {
    if (document.visibilityState !== "visible") return;
    const id = withStorage((storage) => storage.getItem(name));
    if (id) handle(id);
  };
  channel?.addEventListener("message", onMessage);
  window.addEventListener("storage", onStorage);
  window.addEventListener("focus", onShown);
  window.addEventListener("pageshow", onShown);
  document.addEventListener("visibilitychange", onShown);
  return () => {
    channel?.close();
    window.removeEventListener("storage", onStorage);
    window.removeEventListener("focus", onShown);
    window.removeEventListener("pageshow", onShown);
    document.removeEventListener("visibilitychange", onShown);
  };
}

const openChannel = () => ("BroadcastChannel" in window ? new BroadcastChannel(name) : undefined);

/** A browser can block storage. The channel, and the server, still work then. */
function withStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}
