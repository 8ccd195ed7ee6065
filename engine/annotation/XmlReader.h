// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::annotation {

struct XmlAttribute {
    std::string_view name;
    std::string value;      ///< with its references replaced
    std::size_t begin = 0;  ///< of the value within the source, without quotes
    std::size_t end = 0;
};

/// One element of an XmlDocument and where it stands in the source, so that the rest of a file can be kept as it is.
struct XmlElement {
    std::string_view name;
    std::vector<XmlAttribute> attributes;
    std::vector<std::size_t> children;  ///< indices into XmlDocument::elements, in their order
    std::string text;                   ///< its own character data, references replaced, line ends as LF
    std::size_t begin = 0;              ///< of "<name"
    std::size_t tagEnd = 0;             ///< behind the ">" of the start tag
    std::size_t contentEnd = 0;         ///< of "</name>"; the same as tagEnd in an empty-element tag
    std::size_t end = 0;                ///< behind the element

    /// The value of an attribute, or null.
    [[nodiscard]] const std::string* attribute(std::string_view name) const;
};

/// A small strict reader of XML 1.0 documents without document type: elements, attributes, character data, CDATA, comments,
/// the five named references and those by number. Anything else (a document type, other entities, tags that do not match,
/// nesting beyond 64) is refused with a sentence that names the line, so that no input grows when it is read.
/// It keeps positions, which the packaged libraries do not give for the end of an element. The source must outlive it.
struct XmlDocument {
    std::vector<XmlElement> elements;  ///< the first is the root

    /// The children of `element` with that name.
    [[nodiscard]] std::vector<std::size_t> childrenOf(std::size_t element, std::string_view name) const;
};

/// `text` is UTF-8; `source` names the file in errors.
[[nodiscard]] core::Result<XmlDocument> parseXml(std::string_view text, std::string_view source);

/// For character data and for attribute values in double quotes. Characters that XML cannot hold become U+FFFD.
[[nodiscard]] std::string xmlText(std::string_view text);
[[nodiscard]] std::string xmlAttribute(std::string_view text);
/// Whether the text has characters that XML cannot hold (control characters).
[[nodiscard]] bool fitsXml(std::string_view text);

}  // namespace prososcope::annotation
