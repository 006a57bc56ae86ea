export const metadata = { title: "Bare", description: "The least a static page of the framework can be." };

export default function Page() {
  return <p>Bare</p>;
}
