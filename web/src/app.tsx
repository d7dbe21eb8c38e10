import { AuthorityPage } from './authority/authority-page.js';
import { FederationPage } from './federation/federation-page.js';
import { FiguresPage } from './figures/figures-page.js';
import { Foot, Top } from './parts/top.js';
import { RecordPage } from './record/record-page.js';
import { SearchPage } from './search/search-page.js';
import { route, type Route } from './state/router.js';

export function App() {
  return (
    <>
      <Top />
      <main id="main" tabIndex={-1}>
        <Page of={route.value} />
      </main>
      <Foot />
    </>
  );
}

function Page({ of }: { readonly of: Route }) {
  switch (of.page) {
    case 'search':
      return <SearchPage />;
    case 'record':
      return <RecordPage key={of.id} id={of.id} />;
    case 'authority':
      return <AuthorityPage key={of.code} code={of.code} />;
    case 'federation':
      return <FederationPage />;
    case 'figures':
      return <FiguresPage />;
  }
}
