import { Link } from "@react-email/components";
import { catalog } from "@/lib/catalog";
import { Layout, Paragraph } from "./layout";
import type { Message } from "./message";

export const alreadyRegistered: Message<"already-registered"> = {
  subject: () => `You already have a ${catalog.name} account`,
  Body: ({ signInUrl, resetUrl }) => (
    <Layout
      preview="Sign in with this address instead."
      heading="You already have an account"
      action={{ label: "Sign in", url: signInUrl }}
      note="If it was not you who signed up, ignore this e-mail: nothing was changed."
    >
      <Paragraph>
        Somebody, we hope you, signed up for {catalog.name} with this address. It has an account already, so no new one
        was made. Sign in with it, or <Link href={resetUrl}>set a new password</Link> if you no longer know yours.
      </Paragraph>
    </Layout>
  ),
};
