import { resolve } from "node:path";
import { freePort } from "@/db/embedded";
import { defaultProduct } from "@/products/default-product";

/** `production` for the demo and tests, `development` with hot reload. */
export type Mode = "production" | "development";

export type Ports = { web: number; stripe: number; mail: number; smtp: number; database: number };

export type Settings = {
  mode: Mode;
  dataDir: string;
  product: string;
  ports: Ports;
  /** Ports that were in use, and what is used instead: one sentence each. */
  moved: string[];
  appUrl: string;
  databaseUrl: string | undefined;
  /** Whether the database of its own may lose data when the machine crashes. It is faster then. */
  temporaryData: boolean;
  stripeSecretKey: string | undefined;
  smtpUrl: string | undefined;
};

const defaults: Readonly<Record<keyof Ports, { variable: string; port: number }>> = {
  web: { variable: "PORT", port: 3000 },
  stripe: { variable: "LOCAL_STRIPE_PORT", port: 4242 },
  mail: { variable: "MAIL_PORT", port: 1080 },
  smtp: { variable: "SMTP_PORT", port: 1025 },
  database: { variable: "DATABASE_PORT", port: 54321 },
};

/** The settings in the environment. A port that is in use is replaced by a free one; 0 means any free one. */
export async function readSettings(mode: Mode): Promise<Settings> {
  const { ports, moved } = await choosePorts();
  return {
    mode,
    dataDir: resolve(process.env.DATA_DIR || ".data"),
    product: process.env.PRODUCT || defaultProduct,
    ports,
    moved,
    appUrl: process.env.APP_URL || `http://localhost:${ports.web}`,
    databaseUrl: process.env.DATABASE_URL || undefined,
    temporaryData: Boolean(process.env.TEMPORARY_DATA),
    stripeSecretKey: process.env.STRIPE_SECRET_KEY || undefined,
    smtpUrl: process.env.SMTP_URL || undefined,
  };
}

async function choosePorts(): Promise<{ ports: Ports; moved: string[] }> {
  const ports: Ports = { web: 0, stripe: 0, mail: 0, smtp: 0, database: 0 };
  const moved: string[] = [];
  for (const [name, { variable, port }] of Object.entries(defaults) as [keyof Ports, (typeof defaults)["web"]][]) {
    const requested = Number(process.env[variable] || port);
    ports[name] = await freePort(requested);
    if (requested !== 0 && ports[name] !== requested)
      moved.push(`port ${requested} (${variable}) is in use, so ${ports[name]} is used instead.`);
  }
  return { ports, moved };
}
