"""The terms of published vocabularies that exports may use, written down here so that no test asks the network."""

# https://www.w3.org/ns/anno.jsonld: the keys of the Web Annotation context, and the names of its classes.
ANNOTATION_TERMS = frozenset({
    "id", "type", "value", "label", "name", "items", "partOf", "startIndex", "total", "first", "last", "next", "prev",
    "motivation", "creator", "created", "generator", "generated", "modified", "rights", "canonical", "via", "audience",
    "accessibility", "stylesheet", "styleClass", "body", "target", "source", "scope", "state", "selector", "purpose",
    "format", "language", "processingLanguage", "textDirection", "exact", "prefix", "suffix", "start", "end",
    "refinedBy", "startSelector", "endSelector", "conformsTo", "homepage", "nickname", "email", "email_sha1",
    "renderedVia", "cached", "sourceDate", "sourceDateStart", "sourceDateEnd",
})  # fmt: skip
ANNOTATION_TYPES = frozenset({
    "Annotation", "AnnotationPage", "AnnotationCollection", "SpecificResource", "TextualBody", "TextQuoteSelector",
    "TextPositionSelector", "Software", "Person", "Organization", "Choice", "RangeSelector", "FragmentSelector",
})  # fmt: skip
MOTIVATIONS = frozenset({
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
})  # fmt: skip

# https://schema.org: properties of the classes that the claims use. None of them is a rating.
THING = {"@id", "@type", "identifier", "name", "description", "url", "alternateName", "sameAs"}
CREATIVE_WORK = THING | {
    "text", "keywords", "about", "author", "publisher", "datePublished", "inLanguage", "headline", "spatialCoverage",
    "temporalCoverage", "dateCreated", "dateModified", "citation", "isBasedOn",
}  # fmt: skip
SCHEMA_ORG = {
    "Claim": CREATIVE_WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "NewsArticle": CREATIVE_WORK | {"articleBody", "dateline"},
    "Person": THING,
    "Organization": THING,
    "Thing": THING,
}
