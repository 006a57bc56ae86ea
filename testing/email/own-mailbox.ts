import { openMailbox } from "./mailbox";

/** Gives this test file a mail server. Import it before anything that reads the environment. */
const { url } = await openMailbox();
process.env.SMTP_URL = url;
