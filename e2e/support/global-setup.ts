import { startTemporaryStack } from "@/scripts/stack/temporary";
import { saveSessions } from "./sessions";

/**
 * Starts one stack with temporary data for all tests. With E2E_DATA_DIR=.data they run against the demo that is running
 * there; the project "time travel" moves its clock a year ahead.
 */
export default async function setup() {
  if (process.env.E2E_DATA_DIR) {
    process.env.DATA_DIR = process.env.E2E_DATA_DIR;
    await saveSessions();
    return undefined;
  }
  const { dataDir, stop } = await startTemporaryStack();
  process.env.DATA_DIR = dataDir;
  await saveSessions().catch(async (error) => {
    await stop();
    throw error;
  });
  return stop;
}
