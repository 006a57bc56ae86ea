import { startTemporaryStack } from "@/scripts/stack/temporary";
import { keepSessions } from "./sessions";

/**
 * One stack for all journeys, with throw-away data; with E2E_DATA_DIR=.data they run against the demo that runs there,
 * which the project "time travel" leaves a year older.
 */
export default async function setup() {
  if (process.env.E2E_DATA_DIR) {
    process.env.DATA_DIR = process.env.E2E_DATA_DIR;
    await keepSessions();
    return undefined;
  }
  const { dataDir, stop } = await startTemporaryStack();
  process.env.DATA_DIR = dataDir;
  await keepSessions().catch(async (error) => {
    await stop();
    throw error;
  });
  return stop;
}
