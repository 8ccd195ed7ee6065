// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/HubListing.h"

#include <QCoreApplication>
#include <QHash>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <numeric>
#include <tuple>

namespace prososcope::gui {

namespace {

struct HubListingWords {
    Q_DECLARE_TR_FUNCTIONS(HubListing)
};

constexpr qint64 kLargestText = 64 << 20;

bool isText(const QString& name) {
    static const QStringList kTexts{QStringLiteral("config.json"), QStringLiteral("preprocessor_config.json"),
                                    QStringLiteral("vocab.json"), QStringLiteral("README.md")};
    return kTexts.contains(name);
}

/// Names of one set of weights, best first.
QStringList weightsOf(const QHash<QString, HubFile>& files) {
    const auto shards = [&files](const char* pattern) {
        const QRegularExpression shape{QString::fromLatin1(pattern)};
        QStringList found;
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (shape.match(it.key()).hasMatch()) found << it.key();
        }
        found.sort();
        return found;
    };
    for (const auto& [whole, index, pattern] :
         {std::tuple("model.safetensors", "model.safetensors.index.json", "^model-\\d+-of-\\d+\\.safetensors$"),
          std::tuple("pytorch_model.bin", "pytorch_model.bin.index.json", "^pytorch_model-\\d+-of-\\d+\\.bin$")}) {
        if (files.contains(QLatin1String(whole))) return {QLatin1String(whole)};
        const QStringList parts = shards(pattern);
        if (files.contains(QLatin1String(index)) && !parts.isEmpty()) return QStringList{QLatin1String(index)} + parts;
    }
    return {};
}

bool isHexadecimal(const QString& text, qsizetype length) {
    return text.size() == length && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
           });
}

HubListing refused(const QString& sentence) {
    HubListing listing;
    listing.problem = sentence;
    return listing;
}

}  // namespace

bool isRepositoryId(const QString& text) {
    static const QRegularExpression kShape(
        QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$"));
    return kShape.match(text).hasMatch() && !text.contains(QStringLiteral(".."));
}

QString hubProblem(const QString& address) {
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
        return HubListingWords::tr("%1 is no address of a hub. It looks like %2.").arg(address, QLatin1String(kStandardHub));
    const QHostAddress number(url.host());
    const bool here = url.host() == QLatin1String("localhost") || number.isLoopback();
    if (url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && here)) return {};
    return HubListingWords::tr("A hub is reached by https alone, so that nobody changes the model on its way.");
}

QUrl listingUrl(const QString& hub, const QString& id) {
    QString base = hub;
    while (base.endsWith(QLatin1Char('/'))) base.chop(1);
    return QUrl(base + QStringLiteral("/api/models/%1?blobs=true").arg(id));
}

QUrl fileUrl(const QString& hub, const QString& id, const QString& revision, const QString& file) {
    QString base = hub;
    while (base.endsWith(QLatin1Char('/'))) base.chop(1);
    return QUrl(base + QStringLiteral("/%1/resolve/%2/%3").arg(id, revision, file));
}

qint64 HubListing::bytes() const {
    return std::accumulate(files.cbegin(), files.cend(), qint64(0),
                           [](qint64 sum, const HubFile& file) { return sum + file.bytes; });
}

HubListing readListing(const QByteArray& json, const QString& id) {
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject answer = document.object();
    if (!answer.value(QStringLiteral("siblings")).isArray())
        return refused(HubListingWords::tr("The hub's answer about %1 is no list of files.").arg(id));
    QHash<QString, HubFile> known;
    for (const QJsonValue& value : answer.value(QStringLiteral("siblings")).toArray()) {
        const QJsonObject one = value.toObject();
        HubFile file;
        file.name = one.value(QStringLiteral("rfilename")).toString();
        const QJsonObject large = one.value(QStringLiteral("lfs")).toObject();
        file.bytes = large.value(QStringLiteral("size")).toInteger(one.value(QStringLiteral("size")).toInteger(-1));
        file.sha256 = large.value(QStringLiteral("sha256")).toString();
        if (large.isEmpty()) file.gitBlob = one.value(QStringLiteral("blobId")).toString();
        if (!isHexadecimal(file.sha256, 64)) file.sha256.clear();
        if (!isHexadecimal(file.gitBlob, 40)) file.gitBlob.clear();
        known.insert(file.name, file);
    }
    if (!known.contains(QStringLiteral("config.json")))
        return refused(HubListingWords::tr("%1 has no config.json: it is no model in the Hugging Face layout.").arg(id));
    const QStringList weights = weightsOf(known);
    if (weights.isEmpty())
        return refused(
            HubListingWords::tr("%1 has neither model.safetensors nor pytorch_model.bin: it holds no weights to fetch.")
                .arg(id));
    HubListing listing;
    listing.revision = answer.value(QStringLiteral("sha")).toString();
    if (!isHexadecimal(listing.revision, 40)) listing.revision = QStringLiteral("main");
    for (const HubFile& file : std::as_const(known)) {
        if (!isText(file.name) && !weights.contains(file.name)) continue;
        if (file.bytes < 0) return refused(HubListingWords::tr("The hub does not say how large %1 is.").arg(file.name));
        if (isText(file.name) && file.bytes > kLargestText)
            return refused(HubListingWords::tr("%1 is far larger than such a file may be.").arg(file.name));
        listing.files.append(file);
    }
    // Small ones first: a model that cannot be used is known before the large ones are fetched.
    std::sort(listing.files.begin(), listing.files.end(),
              [](const HubFile& a, const HubFile& b) { return std::tie(a.bytes, a.name) < std::tie(b.bytes, b.name); });
    return listing;
}

}  // namespace prososcope::gui
