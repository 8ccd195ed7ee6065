// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelFacts.h"

#include <QGridLayout>
#include <QLabel>
#include <QTextDocument>
#include <QTextEdit>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <memory>

#include "app/gui/PageParts.h"
#include "app/gui/inspect/PanelParts.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;

namespace {

/// A text that can be selected, with words that are longer than a line (paths, names of architectures) broken anywhere, which a
/// QLabel cannot; as tall as its lines.
class FactText : public QTextEdit {
public:
    FactText(const QString& text, QWidget* parent) : QTextEdit(parent) {
        setReadOnly(true);
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setFocusPolicy(Qt::ClickFocus);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        viewport()->setAutoFillBackground(false);
        document()->setDocumentMargin(0.0);
        setPlainText(text);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    [[nodiscard]] int heightForWidth(int width) const override {
        const std::unique_ptr<QTextDocument> laid(document()->clone());
        laid->setTextWidth(width);
        return static_cast<int>(std::ceil(laid->size().height()));
    }
    [[nodiscard]] QSize sizeHint() const override { return {1, heightForWidth(std::max(1, width()))}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {1, fontMetrics().height()}; }

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }  // the panel scrolls
};

}  // namespace

ModelFacts::ModelFacts(const QString& accessibleName, QWidget* parent) : QScrollArea(parent) {
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content = new QWidget(this);
    m_title = headingLabel(QString(), m_content);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(m_content);
    m_content->setAutoFillBackground(true);
    paintPanel(this);
}

void ModelFacts::setFacts(const QString& title, const QList<ModelFact>& facts) {
    m_facts = facts;
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    qDeleteAll(m_parts);
    m_parts.clear();
    int row = 0;
    for (const ModelFact& fact : facts) {
        auto* name = new QLabel(fact.name, m_content);
        auto* value = new FactText(fact.value, m_content);
        paintText(name, Ink::Muted);
        name->setTextFormat(Qt::PlainText);
        name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        value->setAccessibleName(fact.name + QStringLiteral(": ") + fact.value);
        m_parts.append(name);
        m_parts.append(value);
        m_grid->addWidget(name, row, 0);
        m_grid->addWidget(value, row, 1);
        ++row;
    }
}

QString ModelFacts::title() const { return m_title->text(); }

QString ModelFacts::value(const QString& name) const {
    const auto found =
        std::find_if(m_facts.cbegin(), m_facts.cend(), [&name](const ModelFact& one) { return one.name == name; });
    return found == m_facts.cend() ? QString() : found->value;
}

}  // namespace prososcope::gui
