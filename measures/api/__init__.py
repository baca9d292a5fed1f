"""What everybody may read about measures, for programs: documents, their description, the catalogue record.

documents   what a document says, field by field; the description is made of it
filled      documents of measures, from their public profiles
schemas     documents as JSON, and their description as JSON Schema
openapi     the whole interface in the words of OpenAPI 3.1
catalogue   the record of the data for portals (DCAT-AP.de), as JSON-LD and Turtle
"""
