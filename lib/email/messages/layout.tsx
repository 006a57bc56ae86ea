import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import { Children } from "react";
import { catalog } from "@/lib/catalog";
import type { Action, Letter } from "./message";
import { darkRules, styles } from "./styles";

type LayoutProps = {
  letter: Letter;
  /** Only for emails that can be turned off. */
  unsubscribeUrl?: string | undefined;
};

/** The design of every email: brand, card, at most one button with its link in plain text, sender. */
export function Layout({ letter, unsubscribeUrl }: LayoutProps) {
  const { preview, heading, paragraphs, facts, action, second, note } = letter;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkRules}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body} className="page">
        <Container style={styles.container}>
          <Text style={styles.brand} className="ink">
            {catalog.name}
          </Text>
          <Section style={styles.card} className="card">
            <Heading as="h1" style={styles.heading} className="ink">
              {heading}
            </Heading>
            {Children.map(paragraphs, (paragraph) => (
              <Text style={styles.text} className="ink">
                {paragraph}
              </Text>
            ))}
            {facts && <Facts facts={facts} />}
            {action && <Actions action={action} second={second} />}
            {note && (
              <Text style={styles.note} className="quiet">
                {note}
              </Text>
            )}
          </Section>
          <Footer unsubscribeUrl={unsubscribeUrl} />
        </Container>
      </Body>
    </Html>
  );
}

/** A table: the only two-column layout that all mail programs support. */
function Facts({ facts }: { facts: NonNullable<Letter["facts"]> }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={styles.facts} className="rule">
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <td style={styles.factLabel} className="quiet">
              {label}
            </td>
            <td style={styles.factValue} className="ink">
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The button, the secondary link beneath it, and the button's URL for mail programs that don't show the button. */
function Actions({ action: { label, url }, second }: { action: Action; second: Action | undefined }) {
  return (
    <>
      <Button href={url} style={styles.button} className="button">
        {label}
      </Button>
      {second && (
        <Text style={styles.second} className="quiet">
          <Link href={second.url} style={styles.link} className="link">
            {second.label}
          </Link>
        </Text>
      )}
      <Hr style={styles.rule} className="rule" />
      <Text style={styles.small} className="quiet">
        If the button doesn't work, paste this link into your browser:{" "}
        <Link href={url} style={styles.address} className="link">
          {url}
        </Link>
      </Text>
    </>
  );
}

function Footer({ unsubscribeUrl }: Pick<LayoutProps, "unsubscribeUrl">) {
  const { legalName, address } = catalog.copy.company;
  return (
    <Text style={styles.footer} className="quiet">
      {legalName}
      <br />
      {address}
      {unsubscribeUrl && (
        <>
          <br />
          <Link href={unsubscribeUrl} style={styles.footerLink} className="quiet">
            Unsubscribe
          </Link>
        </>
      )}
    </Text>
  );
}
