import type { RecordInput } from '../../../../schema/generated/catalog.js';
import { REGIONS } from '../../../../schema/formats/gov-sheet/words.js';
import type { Value } from '../../mapping/value.js';
import { readBox } from '../json/geometry.js';
import { asObject, elementsOf, textOf } from '../json/values.js';

/** The box and the region that a dataset covers, of the first place that has one. Names that the catalog does not know are left out. */
export function readPlace(spatial: Value): Pick<RecordInput, 'bbox' | 'region'> {
  const places = elementsOf(spatial);
  const bbox = places.map((place) => readBox(asObject(place)['bbox'] ?? asObject(place)['geometry'] ?? place)).find((box) => box !== undefined);
  const region = places.map(regionOf).find((code) => code !== undefined);
  return { bbox: bbox ?? null, region: region ?? null };
}

function regionOf(place: Value): string | undefined {
  const identifier = textOf(asObject(place)['identifier']) ?? textOf(asObject(place)['@id']);
  const code = /(?:^|\D)(\d{6})$/.exec(identifier ?? '')?.[1];
  const name = textOf(place);
  return (code === undefined ? undefined : known(code)) ?? (name === undefined ? undefined : REGIONS.read(name));
}

/** A code below a province of the list. */
const known = (code: string): string | undefined => (REGIONS.read(code) === undefined && REGIONS.read(`${code.slice(0, 2)}0000`) === undefined ? undefined : code);
