import { z } from "zod";

const milliseconds = (fallback: number) => z.coerce.number().int().min(10).default(fallback);

/** The program's environment. `.env.example` explains each. */
const schema = z
  .object({
    GATEHOUSE_URL: z.url(),
    GATEHOUSE_KEY: z.string().min(1),
    LEADFLOW_ORGANIZATION: z.string().min(1),
    IMAP_URL: z.url().optional(),
    MAIL_FOLDER: z.string().min(1).optional(),
    DATABASE: z.string().min(1).default("leadflow.sqlite"),
    TEMPLATES: z.string().min(1).optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8_090),
    /** An OpenAI-compatible endpoint, such as `http://localhost:11434/v1`. */
    AI_URL: z.url().optional(),
    AI_KEY: z.string().optional(),
    AI_MODEL: z.string().default("gpt-4o-mini"),
    /** How often the folder is read, and IMAP asked for what IDLE may have missed. */
    WATCH_EVERY_MS: milliseconds(60_000),
    /** How often a program that has paused asks whether it may go on. */
    RECHECK_EVERY_MS: milliseconds(30_000),
    REPORT_EVERY_MS: milliseconds(2_000),
  })
  .refine((given) => (given.IMAP_URL === undefined) !== (given.MAIL_FOLDER === undefined), {
    message: "Set IMAP_URL or MAIL_FOLDER, one of them.",
  });

export type Settings = z.infer<typeof schema>;

/** @throws Error that names each variable that's missing or wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Error(`The environment isn't complete:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
