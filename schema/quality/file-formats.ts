/** What is known of a format: whether programs can read its data, and whether no vendor's software is needed. */
export interface FormatTraits {
  readonly machineReadable: boolean;
  readonly nonProprietary: boolean;
  /** Whether what it is said of may be of another format as well: archives pack files, and a CSV is a plain text. */
  readonly holdsOthers?: boolean;
}

const OPEN_AND_READABLE = { machineReadable: true, nonProprietary: true };
const READABLE = { machineReadable: true, nonProprietary: false };
const OPEN = { machineReadable: false, nonProprietary: true };
const NEITHER = { machineReadable: false, nonProprietary: false };
const ARCHIVE = { ...NEITHER, holdsOthers: true };
const GENERAL = { ...OPEN, holdsOthers: true };

const NAMES: readonly (readonly [FormatTraits, string])[] = [
  [OPEN_AND_READABLE, 'CSV TSV JSON JSONL NDJSON GEOJSON TOPOJSON JSON-LD JSONLD XML RDF RDF/XML TURTLE TTL N-TRIPLES NT N3 NQUADS YAML ODS GML KML GPX GEOPACKAGE GPKG GEOTIFF COG NETCDF HDF5 HDF ZARR PARQUET GEOPARQUET AVRO ARROW SQLITE GTFS GRIB GRIB2 LAS LAZ FASTA FASTQ VCF BUFR CITYGML CZML ICS RSS ATOM'],
  [OPEN_AND_READABLE, 'API REST OPENAPI GRAPHQL SOAP ODATA SPARQL WMS WMTS WFS WCS WPS CSW TMS SOS STAC MQTT WEBSOCKET GRPC'],
  [READABLE, 'XLS XLSX MDB ACCDB DBF SHP SHAPEFILE GDB FGDB DWG DXF SAV DTA SAS'],
  [OPEN, 'TXT HTML ODT PNG JPEG JPG GIF TIFF TIF BMP SVG MP3 MP4 OGG WAV PDF PDF/A'],
  [NEITHER, 'DOC DOCX PPT PPTX OFD'],
  [ARCHIVE, 'ZIP GZIP GZ BZ2 XZ ZSTD TAR TGZ 7Z RAR'],
];

const BY_NAME = new Map(NAMES.flatMap(([traits, names]) => names.split(' ').map((name) => [name, traits] as const)));

const MEDIA_TYPES: readonly (readonly [FormatTraits, string])[] = [
  [OPEN_AND_READABLE, 'text/csv text/tab-separated-values application/json application/geo+json application/ld+json application/x-ndjson application/xml text/xml application/rdf+xml text/turtle application/n-triples application/yaml application/vnd.oasis.opendocument.spreadsheet application/gml+xml application/vnd.google-earth.kml+xml application/geopackage+sqlite3 application/netcdf application/x-netcdf application/x-hdf5 application/vnd.apache.parquet application/vnd.sqlite3 application/gpx+xml text/calendar application/rss+xml application/atom+xml'],
  [READABLE, 'application/vnd.ms-excel application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/msaccess application/x-dbf application/vnd.shp'],
  [GENERAL, 'text/plain text/html image/tiff'],
  [OPEN, 'application/pdf application/vnd.oasis.opendocument.text image/png image/jpeg image/gif image/svg+xml audio/mpeg video/mp4'],
  [NEITHER, 'application/msword application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.ms-powerpoint'],
  [ARCHIVE, 'application/zip application/gzip application/x-bzip2 application/zstd application/x-tar application/x-7z-compressed application/vnd.rar'],
];

const BY_MEDIA_TYPE = new Map(MEDIA_TYPES.flatMap(([traits, types]) => types.split(' ').map((type) => [type, traits] as const)));

/** What is known of a format by its name in any spelling; undefined of one that is not in the list. */
export function formatTraits(format: string | undefined): FormatTraits | undefined {
  if (!format) return undefined;
  const known = BY_NAME.get(format);
  if (known) return known;
  const upper = format.normalize('NFKC').trim().replace(/^\./, '').toUpperCase();
  return BY_NAME.get(upper) ?? BY_NAME.get(upper.split(/[\s(,;]/, 1)[0] as string);
}

/** The same by its IANA media type, parameters aside. */
export function mediaTypeTraits(mediaType: string | undefined): FormatTraits | undefined {
  if (!mediaType) return undefined;
  return BY_MEDIA_TYPE.get(mediaType) ?? BY_MEDIA_TYPE.get((mediaType.split(';', 1)[0] as string).trim().toLowerCase());
}
