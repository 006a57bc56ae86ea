import { startTemporaryStack } from "@/scripts/stack/temporary";
import { startProviders } from "@/testing/oauth/providers";
import { saveSessions } from "./sessions";

/** Enough for the admin pages. More would make a year of time travel take minutes longer: each one is billed every month. */
const customers = "24";

/**
 * Starts one stack with temporary data for all tests, and the providers to sign in with. With E2E_DATA_DIR=.data they run against the demo that is running
 * there; the project "time travel" moves its clock a year ahead.
 */
export default async function setup() {
  if (process.env.E2E_DATA_DIR) {
    process.env.DATA_DIR = process.env.E2E_DATA_DIR;
    await saveSessions();
    return undefined;
  }
  const providers = await startProviders();
  const { dataDir, stop: stopStack } = await startTemporaryStack({ SEED_CUSTOMERS: customers, ...providers.variables });
  const stop = async () => {
    await stopStack();
    await providers.close();
  };
  process.env.DATA_DIR = dataDir;
  await saveSessions().catch(async (error) => {
    await stop();
    throw error;
  });
  return stop;
}
