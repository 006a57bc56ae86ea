import "server-only";
import Stripe from "stripe";
import { type AlertInput, raiseAlert } from "@/lib/alerts";
import { withPlatform } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { GatehouseError } from "@/lib/errors";
import { logger } from "@/lib/logger";

type Notice = Pick<AlertInput, "dedupeKey" | "title" | "text">;

/** An error that the platform admins have to hear about as well as the caller. */
export class ReportedError extends GatehouseError {
  constructor(
    error: Pick<GatehouseError, "code" | "message"> & { details?: GatehouseError["details"]; cause?: unknown },
    readonly notice: Notice,
  ) {
    super(error.code, error.message, error.details ?? {}, { cause: error.cause });
  }
}

/**
 * Runs work that calls Stripe. An unexpected refusal by Stripe becomes an error the caller understands, and
 * an alert that names the cause. Call it around the transaction: the alert has to outlive its rollback.
 */
export async function explainingStripe<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const explained = explainStripeError(error);
    if (explained instanceof ReportedError) await report(explained.notice);
    throw explained;
  }
}

/** @returns the error itself unless it is one of Stripe's. */
export function explainStripeError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  if (isWrongAccount(error)) {
    return new ReportedError(
      {
        code: "unavailable",
        message: "Billing isn't available right now. We've been notified and are fixing it. Nothing was changed.",
        cause: error,
      },
      {
        dedupeKey: `key:${error.code ?? error.type}`,
        title: "The Stripe key doesn't work for this database",
        text: `Stripe said: ${said(error)} Check that STRIPE_SECRET_KEY belongs to the account, and the mode (test or live), that the customers were created in.`,
      },
    );
  }
  if (error instanceof Stripe.errors.StripeCardError) {
    return new GatehouseError("conflict", "Your card was declined. Update your card and try again.", {
      reason: "card_declined",
    });
  }
  return new ReportedError(
    {
      code: "conflict",
      message: "Stripe didn't accept this change. We've been notified. Contact us if you need it soon.",
      details: { reason: "refused_by_stripe" },
      cause: error,
    },
    {
      dedupeKey: `refused:${error.code ?? error.type}:${error.param ?? ""}`,
      title: "Stripe refused a customer's change",
      text: `Stripe said: ${said(error)}`,
    },
  );
}

/** A key of another account or mode isn't valid, or doesn't find the customers, subscriptions and prices we have. */
const isWrongAccount = (error: InstanceType<typeof Stripe.errors.StripeError>): boolean =>
  error instanceof Stripe.errors.StripeAuthenticationError ||
  error instanceof Stripe.errors.StripePermissionError ||
  error.code === "resource_missing";

/** Stripe's messages hold ids and the last four characters of keys, no secrets. */
const said = ({ message, requestId }: InstanceType<typeof Stripe.errors.StripeError>): string =>
  `“${message}”${requestId ? ` (${requestId})` : ""}.`;

async function report(notice: Notice): Promise<void> {
  try {
    await withPlatform({ actor: { kind: "system", id: "stripe" } }, (ctx) =>
      raiseAlert(ctx, {
        ...notice,
        kind: "stripe",
        dedupeKey: `${notice.dedupeKey}:${isoDay(ctx.now)}`,
        path: "/admin/reconciliation",
      }),
    );
  } catch (error) {
    logger.warn({ err: error, notice }, "an alert could not be raised");
  }
}
