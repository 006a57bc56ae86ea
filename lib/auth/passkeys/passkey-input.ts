import { z } from "zod";
import { lineSchema } from "../input";
import { passkeyNameMax } from "./passkey-name";

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
/** Sent by browsers, and read by no one. */
const ignored = z.unknown().transform(() => ({}));

/** A new credential, as the browser's script sends it. */
const registrationResponseSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]))
      .max(10)
      .catch([]),
  }),
  clientExtensionResults: ignored,
});

/** The proof that someone has a passkey, as the browser's script sends it. */
const authenticationResponseSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional().catch(undefined),
  }),
  clientExtensionResults: ignored,
});

export const newPasskeySchema = z.strictObject({ response: registrationResponseSchema });
export const passkeyProofSchema = z.strictObject({ response: authenticationResponseSchema });
/** `next`: the path to continue to. */
export const passkeySignInSchema = passkeyProofSchema.extend({ next: z.string().optional() });

export const passkeyIdSchema = z.strictObject({ id: base64url.min(1) });
export const renamePasskeySchema = z.strictObject({
  id: base64url.min(1),
  name: lineSchema(passkeyNameMax, "Enter a name."),
});

export type RegistrationResponse = z.output<typeof registrationResponseSchema>;
export type AuthenticationResponse = z.output<typeof authenticationResponseSchema>;
export type RenamePasskeyInput = z.infer<typeof renamePasskeySchema>;
