import type { EmailTemplate } from "../templates";
import { alreadyRegistered } from "./already-registered";
import { invitation } from "./invitation";
import { limitReached } from "./limit-reached";
import type { Message } from "./message";
import { passwordChanged } from "./password-changed";
import { paymentFailed } from "./payment-failed";
import { paymentSucceeded } from "./payment-succeeded";
import { reset } from "./reset";
import { verify } from "./verify";
import { welcome } from "./welcome";

/** The words of every template; the compiler names one that is missing. */
export const messages: { readonly [Name in EmailTemplate]: Message<Name> } = {
  verify,
  reset,
  "password-changed": passwordChanged,
  "already-registered": alreadyRegistered,
  invitation,
  welcome,
  "payment-succeeded": paymentSucceeded,
  "payment-failed": paymentFailed,
  "limit-reached": limitReached,
};
