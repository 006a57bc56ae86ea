import { startTemporaryStack } from "@/scripts/stack/temporary";
import { saveSessions } from "./sessions";

/**
 * Starts one stack with temporary data for all browser tests. With E2E_DATA_DIR=.data they use the demo that is running there;
 * the project "time travel" moves its clock more than a year ahead.
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
