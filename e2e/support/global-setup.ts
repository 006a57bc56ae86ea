import type { FullConfig } from "@playwright/test";
import { startTemporaryStack } from "@/scripts/stack/temporary";
import { startProviders } from "@/testing/oauth/providers";
import type { StackVariables } from "./configuration";
import { saveSessions } from "./sessions";

/**
 * Starts one stack with temporary data for all tests of a configuration, and the providers to sign in with. With
 * E2E_DATA_DIR=.data they run against the demo that is running there; the time travel tests move its clock a year ahead.
 */
export default async function setup({ metadata }: FullConfig) {
  if (process.env.E2E_DATA_DIR) {
    process.env.DATA_DIR = process.env.E2E_DATA_DIR;
    await saveSessions();
    return undefined;
  }
  const { variables } = metadata as { variables: StackVariables };
  const providers = await startProviders();
  const { dataDir, stop: stopStack } = await startTemporaryStack({ ...variables, ...providers.variables });
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
