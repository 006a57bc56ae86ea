import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Result } from "./report";

type Speed = {
  emptyAnswersPerSecond: number;
  customersPerSecond: number;
  subscriptionsPerSecond: number;
  yearOfThousandSeconds: number;
};

/** The local Stripe, compared with an empty server in the same run. */
export async function measureLocalStripe(): Promise<Result> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    "packages/local-stripe/bench/speed.ts",
  ]);
  const speed = JSON.parse(stdout) as Speed;
  const { emptyAnswersPerSecond, customersPerSecond, subscriptionsPerSecond, yearOfThousandSeconds } = speed;
  return {
    figures: [
      { name: "empty_answers", value: emptyAnswersPerSecond, unit: "/s" },
      { name: "customers", value: customersPerSecond, unit: "/s", goal: { kind: ">=", value: 2000 } },
      { name: "subscriptions", value: subscriptionsPerSecond, unit: "/s", goal: { kind: ">=", value: 500 } },
      { name: "customers_ratio", value: customersPerSecond / emptyAnswersPerSecond },
      { name: "subscriptions_ratio", value: subscriptionsPerSecond / emptyAnswersPerSecond },
      {
        name: "year_of_1000_subscriptions",
        value: yearOfThousandSeconds,
        unit: "s",
        goal: { kind: "<=", value: 60 },
      },
    ],
  };
}
