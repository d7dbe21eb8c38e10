# One image for every service: what runs is the command, as in docs/operations/compose.yaml.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run --silent build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/schema ./schema
COPY --from=build /app/seed ./seed
COPY --from=build /app/cli/mappings ./cli/mappings
COPY --from=build /app/subgraphs/search/index/opensearch/index-template.json ./subgraphs/search/index/opensearch/
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown 1000:1000 /data
# "node" of the image.
USER 1000:1000
ENV HOST=0.0.0.0 DATA_DIR=/data
VOLUME /data
ENTRYPOINT ["node", "--max-semi-space-size=64", "dist/cli/ucat.js"]
CMD ["--help"]
