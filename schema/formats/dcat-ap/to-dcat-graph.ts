import { audienceOf } from '../../audience.js';
import type { DatasetContent, DataSeriesContent, DataServiceContent, DcatRecord, ExportRecord, OrganizationContent, StandardContent } from '../export-record.js';
import { DEFAULT_IRI_BASE } from '../linked.js';
import { accessOf } from './audience.js';
import { accessRights, frequencyTerm, gradeConcept, industryConcept, opennessConcept, regionLocation, shareTypeConcept, statusConcept, themeConcept } from './concepts.js';
import { node, reference, type DcatNode, type DcatValue } from './dcat-node.js';
import { dateLiteral, inLanguages, plain, typed } from './literals.js';
import { policyNode } from './policy.js';
import { addressed, boxLocation, distributionNode, identifierNode, itemList, licence, page, periodNode } from './resources.js';
import type { Name } from './vocabulary.js';

export interface IriOptions {
  /** What stands before an id in the IRI of a record, such as `https://catalog.example.cn/id/`. @default "urn:ucat:id:" */
  readonly iriBase?: string | undefined;
}

type IriOf = (id: string) => string;
type Own<Content> = Content & Pick<ExportRecord, 'id' | 'version' | 'modified'>;
type Properties = { readonly [Property in Name]?: DcatValue | readonly DcatValue[] | undefined };

/**
 * A record as a resource of DCAT-AP 3.0.1, with all that the contract says of it; docs/formats.md has the table. Linked
 * records are named by their IRIs: a document that is to validate alone says of them what DCAT-AP wants of its
 * own (`writeTurtle`, `writeJsonLd`).
 */
export function toDcatGraph(record: DcatRecord, { iriBase = DEFAULT_IRI_BASE }: IriOptions = {}): DcatNode {
  const iriOf: IriOf = (id) => iriBase + id;
  switch (record.kind) {
    case 'DATASET':
      return datasetNode(record, iriOf);
    case 'DATA_SERIES':
      return seriesNode(record, iriOf);
    case 'DATA_SERVICE':
      return serviceNode(record, iriOf);
    case 'STANDARD':
      return standardNode(record, iriOf);
    case 'ORGANIZATION':
      return organizationNode(record, iriOf);
  }
}

function datasetNode(record: Own<DatasetContent>, iriOf: IriOf): DcatNode {
  return node(iriOf(record.id), ['dcat:Dataset'], {
    ...common(record),
    'dct:publisher': link(record.owner, iriOf),
    'dcat:theme': record.themes.map(themeConcept),
    'ucat:industry': record.industries?.map(industryConcept),
    'dct:spatial': places(record),
    'dct:temporal': record.temporal && periodNode(record.temporal),
    'dct:accrualPeriodicity': frequencyTerm(record.frequency),
    ...shareTerms(record),
    'ucat:grade': record.grade && gradeConcept(record.grade),
    'dct:license': licence(record.license),
    'dct:conformsTo': standards(record.conformsTo, iriOf),
    'dcat:inSeries': link(record.series, iriOf),
    'prov:wasDerivedFrom': links(record.derivedFrom, iriOf),
    'ucat:items': record.items && itemList(record.items),
    'dcat:distribution': record.distributions?.map(distributionNode),
  });
}

function seriesNode(record: Own<DataSeriesContent>, iriOf: IriOf): DcatNode {
  return node(iriOf(record.id), ['dcat:DatasetSeries'], {
    ...common(record),
    'dct:publisher': link(record.owner, iriOf),
    'dcat:theme': record.themes?.map(themeConcept),
    'dct:spatial': places(record),
    'dct:temporal': record.temporal && periodNode(record.temporal),
    'dct:accrualPeriodicity': record.frequency && frequencyTerm(record.frequency),
  });
}

function serviceNode(record: Own<DataServiceContent>, iriOf: IriOf): DcatNode {
  return node(iriOf(record.id), ['dcat:DataService'], {
    ...common(record),
    'dct:publisher': link(record.owner, iriOf),
    'dcat:endpointURL': addressed(record.endpointURL),
    'dcat:endpointDescription': addressed(record.endpointDescription),
    'dcat:servesDataset': links(record.servesDatasets, iriOf),
    'dct:conformsTo': standards(record.conformsTo, iriOf),
    'dcat:theme': record.themes?.map(themeConcept),
    'dct:spatial': places(record),
    ...shareTerms(record),
    'dct:license': licence(record.license),
  });
}

function standardNode(record: Own<StandardContent>, iriOf: IriOf): DcatNode {
  return node(iriOf(record.id), ['dct:Standard'], {
    ...common(record),
    'skos:notation': plain(record.number),
    'adms:status': record.status && statusConcept(record.status),
    'dct:publisher': link(record.owner, iriOf),
    'dcat:theme': record.themes?.map(themeConcept),
    'dct:replaces': links(record.supersedes, iriOf),
  });
}

/** An agent has a name (foaf:name) where others have a title. */
function organizationNode(record: Own<OrganizationContent>, iriOf: IriOf): DcatNode {
  return node(iriOf(record.id), ['foaf:Agent', 'org:Organization'], {
    ...common(record),
    'dct:title': undefined,
    'foaf:name': inLanguages(record.titles),
    'dcat:landingPage': undefined,
    'foaf:page': page(record.landingPage),
    'foaf:homepage': page(record.homepage),
    'org:identifier': record.uscc === undefined ? undefined : typed(record.uscc, 'ucat:uscc'),
    'org:subOrganizationOf': link(record.parent, iriOf),
    'dct:spatial': places(record),
  });
}

function common({ id, version, audience, named, titles, descriptions, keywords, landingPage, issued, modified, sources }: ExportRecord): Properties {
  return {
    'dct:identifier': plain(id),
    'dct:title': inLanguages(titles),
    'dct:description': inLanguages(descriptions),
    'dcat:keyword': keywords?.map(plain),
    'dcat:landingPage': page(landingPage),
    'dct:issued': issued === undefined ? undefined : dateLiteral(issued),
    'dct:modified': dateLiteral(modified),
    'ucat:recordVersion': typed(String(version), 'xsd:integer'),
    'adms:identifier': sources?.map(identifierNode),
    'ucat:audience': audience === undefined ? undefined : plain(audience),
    'ucat:named': named?.map(plain),
  };
}

/** The region, and beside it the box: the place is shared, the box is the dataset's own. */
function places({ region, bbox }: { readonly region?: string; readonly bbox?: readonly number[] }): readonly DcatNode[] {
  return [...(region === undefined ? [] : [regionLocation(region)]), ...(bbox ? [boxLocation(bbox)] : [])];
}

function shareTerms(record: DatasetContent | DataServiceContent): Properties {
  const { shareType, shareCondition, openness, policy } = record;
  return {
    'dct:accessRights': accessRights(accessOf(openness, audienceOf(record).audience)),
    'ucat:openness': opennessConcept(openness),
    'ucat:shareType': shareTypeConcept(shareType),
    'ucat:shareCondition': shareCondition === undefined ? undefined : plain(shareCondition),
    'odrl:hasPolicy': policyNode(policy),
  };
}

const link = (id: string | undefined, iriOf: IriOf): DcatNode | undefined => (id === undefined ? undefined : reference(iriOf(id)));
const links = (ids: readonly string[] | undefined, iriOf: IriOf): readonly DcatNode[] | undefined => ids?.map((id) => reference(iriOf(id)));
const standards = (ids: readonly string[] | undefined, iriOf: IriOf): readonly DcatNode[] | undefined => ids?.map((id) => node(iriOf(id), ['dct:Standard']));
