import "server-only";
import { sendOutgoing } from "@/lib/outgoing";

export type PostedResponse = { status: number; body: string };

/** How much of a response is read and kept, for people to look at. */
const keptBytes = 2_048;

/**
 * Posts a body.
 *
 * @throws Error as `sendOutgoing` does.
 */
export async function postMessage(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  local?: boolean,
): Promise<PostedResponse> {
  const response = await sendOutgoing(url, { method: "POST", headers, body, maxBytes: keptBytes }, local);
  return { status: response.status, body: response.body };
}
