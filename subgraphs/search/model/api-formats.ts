import { remembered } from '../text/remembered.js';

/** Formats that are interfaces for programs rather than files. */
const API_FORMATS = new Set(['API', 'REST', 'REST API', 'OPENAPI', 'GRAPHQL', 'SOAP', 'ODATA', 'SPARQL', 'WEBSERVICE', 'WEB SERVICE', 'WMS', 'WMTS', 'WFS', 'WCS', 'WPS', 'CSW', 'TMS', 'SOS', 'STAC', 'STAC API', 'ARCGIS REST', 'ESRI REST', 'OGC API', 'MQTT', 'WEBSOCKET', 'GRPC']);

/** Names of formats that are not written in capitals. */
const SPELLINGS = new Map(['GeoJSON', 'GeoPackage', 'GeoTIFF', 'GeoParquet', 'Shapefile', 'Parquet', 'NetCDF', 'Turtle', 'Zarr', 'OpenAPI', 'GraphQL'].map((name) => [name.toUpperCase(), name]));

const inCapitals = (format: string): string => format.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();

/** One spelling for a format however its owner writes it: ` csv ` is `CSV`, `geojson` is `GeoJSON`. */
export const formatName = remembered((format) => {
  const upper = inCapitals(format);
  return SPELLINGS.get(upper) ?? upper;
});

/** Whether a format, in any spelling, is an API. `OGC API - Features` is one too. */
export const isApiFormat = remembered((format) => {
  const upper = inCapitals(format);
  return API_FORMATS.has(upper) || /^OGC API\b/.test(upper);
});
