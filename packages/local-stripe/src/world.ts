import { randomUUID } from "node:crypto";
import { Clock } from "./clock/clock";
import { TaskQueue } from "./clock/task-queue";
import { Faults } from "./faults/faults";
import { Ids } from "./ids";
import type { Settings } from "./settings";
import { Journal } from "./store/journal";
import { Store } from "./store/store";

/** Everything a handler works with. Passed along, never global. */
export interface World {
  store: Store;
  clock: Clock;
  tasks: TaskQueue;
  ids: Ids;
  settings: Settings;
  faults: Faults;
  /** The server's URL, without a trailing slash. */
  origin: string;
  /** The current API request, for events; null for scheduled tasks and hosted pages. */
  request: { id: string; idempotencyKey: string | null } | null;
  /** Set while the past is played: events from before then aren't recorded, and later ones aren't sent. */
  past: { eventsSince: number } | null;
}

/** What was changed on the settings page outlasts a restart. */
function storedSettings(store: Store): Partial<Settings> {
  const stored = store.get("account_settings", "settings");
  return stored ? { dunning: stored.dunning } : {};
}

export function createWorld(settings: Settings, options: { data?: string; wall?: () => number } = {}): World {
  const store = new Store(options.data === undefined ? null : new Journal(options.data));
  const seed = settings.seed ?? randomUUID();
  const clock = new Clock(store, options.wall ?? Date.now);
  return {
    store,
    clock,
    tasks: new TaskQueue(store, clock),
    ids: new Ids(store, seed),
    settings: { ...settings, ...storedSettings(store) },
    faults: new Faults(seed),
    origin: "http://127.0.0.1",
    request: null,
    past: null,
  };
}
